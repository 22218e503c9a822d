import type { EventIssue } from './validator-runtime/event-issue.ts';

/** A name and version that no contract declares. `code` is stable: `unknown_event_type`. */
export class UnknownEventTypeError extends Error {
  readonly code = 'unknown_event_type';
  readonly eventType: string;
  readonly eventVersion: number | undefined;

  constructor(eventType: string, eventVersion?: number) {
    const version = eventVersion === undefined ? '' : ` in version ${eventVersion}`;
    super(
      `No contract declares event type "${eventType}"${version}. ` +
        'Add it to the registry of @a4c/contracts, or use a type that stands there.',
    );
    this.name = 'UnknownEventTypeError';
    this.eventType = eventType;
    this.eventVersion = eventVersion;
  }
}

/** `issues` has them all; a log line needs no more of them to be understood. */
const maxIssuesInMessage = 20;

/** Data or metadata that its contract refuses. `code` is stable: `invalid_event`. */
export class InvalidEventError extends Error {
  readonly code = 'invalid_event';
  readonly eventType: string;
  readonly issues: readonly EventIssue[];

  constructor(eventType: string, issues: readonly EventIssue[], options?: ErrorOptions) {
    const rules = issues.slice(0, maxIssuesInMessage).map(({ path, rule }) => `${path}: ${rule}`);
    const more = issues.length - rules.length;
    if (more > 0) rules.push(`and ${more} more`);
    super(
      `Event "${eventType}" breaks its contract at ${rules.join('; ')}. Correct these fields and emit it again.`,
      options,
    );
    this.name = 'InvalidEventError';
    this.eventType = eventType;
    this.issues = issues;
  }
}

/** A contract that contradicts itself or the conventions; thrown where it is declared. */
export class InvalidContractError extends Error {
  readonly code = 'invalid_contract';
  readonly problems: readonly string[];

  constructor(type: string, problems: readonly string[]) {
    super(
      `Contract "${type}" cannot be used:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.name = 'InvalidContractError';
    this.problems = problems;
  }
}
