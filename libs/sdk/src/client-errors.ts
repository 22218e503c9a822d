import type { EventStatus } from './event-status.ts';
import type { EventIssue } from './generated/validator-runtime/event-issue.ts';

/** The data breaks its contract, or an option cannot be used; nothing was sent. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
  /** `invalid_event`, as the server would refuse it, or `invalid_option`. */
  readonly code: 'invalid_event' | 'invalid_option';
  /** Every broken rule, with the paths and rules that the server would name; or the option's name. */
  readonly issues: readonly EventIssue[];

  constructor(issues: readonly EventIssue[], code: ValidationError['code'] = 'invalid_event') {
    const [first] = issues;
    super(`${first?.path} breaks the rule ${first?.rule}. Correct what "issues" lists.`);
    this.code = code;
    this.issues = issues;
  }
}

/** A refusal of the server, as it tells it (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  /** Stable name of the problem; `unexpected_answer` when something else than the edge answered. */
  readonly code: string;
  readonly status: number;
  /** Broken rules, where the problem has them. */
  readonly errors: readonly EventIssue[];
  /** All members of the problem. */
  readonly problem: Readonly<Record<string, unknown>>;
  /** How long the server wants to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, problem: Readonly<Record<string, unknown>>, retryAfterMs?: number) {
    const { code, detail, errors } = problem;
    const unexpected = `Status ${status} comes from no edge. Check the base URL.`;
    super(typeof detail === 'string' ? detail : unexpected);
    this.code = typeof code === 'string' ? code : 'unexpected_answer';
    this.status = status;
    this.errors = Array.isArray(errors) ? errors : [];
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer came. Whether the request arrived is not known; with the same key it can be repeated. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly code = 'network_error';

  constructor(cause: unknown) {
    super('No answer came. Check the base URL and network.', { cause });
  }
}

/** An answer, or what was waited for, did not come in time. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'timed_out';

  constructor(timeoutMs: number, cause?: unknown) {
    super(`No answer came in ${timeoutMs} ms. Wait longer.`, { cause });
  }
}

/** The event's workflow failed, was never started, or there is none. */
export class WorkflowFailedError extends Error {
  override readonly name = 'WorkflowFailedError';
  readonly code = 'workflow_failed';
  readonly event: EventStatus;

  constructor(event: EventStatus) {
    super(`Event ${event.event_id} is ${event.status}. Read its processing_error.`);
    this.event = event;
  }
}
