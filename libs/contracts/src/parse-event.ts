import * as z from 'zod';

import { InvalidEventError, UnknownEventTypeError } from './contract-errors.ts';
import type { EventContract } from './define-event.ts';
import { eventMetadata } from './event-metadata.ts';
import type { EventData, EventType } from './event-types.ts';
import type { EventMetadata } from './generated/event-types.ts';
import { issueOf } from './issue-rule.ts';
import { latestContracts } from './latest-contracts.ts';
import { registry } from './registry.ts';
import { unstorableIssues } from './storable.ts';
import type { EventIssue } from './validator-runtime/event-issue.ts';

const latest = new Map<string, EventContract>(
  latestContracts(registry).map((contract) => [contract.type, contract]),
);

/**
 * The contract of an event type: of this version, or the latest.
 *
 * @throws UnknownEventTypeError when none declares it, or not in that version.
 */
export function contractOf(type: string, version?: number): EventContract {
  const contract =
    version === undefined
      ? latest.get(type)
      : registry.find((one) => one.type === type && one.version === version);
  if (contract === undefined) throw new UnknownEventTypeError(type, version);
  return contract;
}

/** True for names that the registry declares. */
export function isEventType(type: string): type is EventType {
  return latest.has(type);
}

/**
 * Checks `event_data` and `event_metadata` against their contracts, all problems of both at once.
 * Accepts exactly what the database's CHECK accepts.
 *
 * @throws UnknownEventTypeError, InvalidEventError
 */
export function parseEvent<Type extends EventType>(
  type: Type,
  data: unknown,
  metadata: unknown,
): { readonly data: EventData<Type>; readonly metadata: EventMetadata } {
  const { data: schema } = contractOf(type);
  const parsedData = parseWithin(schema, data);
  const parsedMetadata = eventMetadata.safeParse(metadata);
  const issues = [
    ...issuesOf('event_data', data, parsedData),
    ...issuesOf('event_metadata', metadata, parsedMetadata),
  ];
  if (issues.length > 0 || !parsedData.success || !parsedMetadata.success) {
    throw new InvalidEventError(type, issues);
  }
  // Contracts only check. zod's copy of the metadata would leave out a custom field named __proto__.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the registry ties the name to its schema; the map above loses that link
  return { data: data as EventData<Type>, metadata: metadata as EventMetadata };
}

/** Values that hold themselves, or nest without end, take zod out of stack; issuesOf names them. */
function parseWithin(schema: z.ZodObject, data: unknown): z.ZodSafeParseResult<unknown> {
  try {
    return schema.safeParse(data);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { success: false, error: new z.ZodError([]) };
  }
}

/**
 * What is wrong with a value, in the words of the database's checks: the broken rules of its schema,
 * and what no jsonb column can store. Empty exactly when the column takes it.
 */
export function issuesOf(
  column: string,
  value: unknown,
  parsed: z.ZodSafeParseResult<unknown>,
): EventIssue[] {
  const broken = parsed.success
    ? []
    : parsed.error.issues.map((issue) => issueOf(column, value, issue));
  return [...broken, ...unstorableIssues(column, value)];
}
