import { ProblemError, ValidationError } from './client-errors.ts';
import type { Client } from './create-client.ts';
import type { BrokenRule } from './generated/validator-runtime/broken-rules.ts';
import { isObject } from './generated/validator-runtime/check-objects.ts';
import type { EventIssue } from './generated/validator-runtime/event-issue.ts';
import { unstorableIssues } from './generated/validator-runtime/storable.ts';
import { request } from './request.ts';
import { requireOption } from './require-option.ts';

/** What may be said of each emission. */
export interface EmitOptions {
  /** Of an earlier call that may have arrived: the same key is the same event. Default: a new one. */
  readonly idempotencyKey?: string;
  /** Stands in the metadata of the event, and of all that follow from it. Default: a new one. */
  readonly correlationId?: string;
  readonly signal?: AbortSignal;
}

/** The event is stored; its workflow starts a moment later. */
export interface EmittedEvent {
  readonly eventId: string;
  readonly aggregateId: string;
  readonly correlationId: string;
  /** Repeats this emission, and only this one. */
  readonly idempotencyKey: string;
}

/** What the contract says of an emission. Made by the generated functions. */
export interface Emission {
  readonly path: string;
  /** Of the aggregate's id in the answer: `organization_id`. */
  readonly idName: string;
  readonly defaults?: object;
  readonly check: (rules: BrokenRule[], data: unknown) => void;
}

/** Fields that clients may expect to set, and cannot. */
const reserved =
  /^((parent_)?workflow_(id|run_id|type)|activity_id|processing_error|retry_count|event_metadata)$/;

/** What the edge takes for a key; and what every header passes on unchanged. */
const keyPattern = /^[!-~]{1,255}$/;
const correlationPattern = /^[ -~]{1,255}$/;

/** Checks the data, then sends it. The generated functions call this. */
export async function emitEvent(
  client: Client,
  emission: Emission,
  body: object,
  options: EmitOptions,
): Promise<EmittedEvent> {
  const issues = issuesOf(emission, body);
  if (issues.length > 0) throw new ValidationError(issues);
  const {
    idempotencyKey = crypto.randomUUID(),
    correlationId = crypto.randomUUID(),
    signal,
  } = options;
  requireOption('idempotencyKey', idempotencyKey, keyPattern);
  requireOption('correlationId', correlationId, correlationPattern);
  const { body: answer, response } = await request(client, {
    method: 'POST',
    path: emission.path,
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': idempotencyKey,
      'X-Correlation-ID': correlationId,
    },
    body: JSON.stringify(body),
    signal,
  });
  const eventId = answer['event_id'];
  const aggregateId = answer[emission.idName];
  if (typeof eventId !== 'string' || typeof aggregateId !== 'string')
    throw new ProblemError(response.status, {});
  return {
    eventId,
    aggregateId,
    correlationId: response.headers.get('X-Correlation-ID') ?? correlationId,
    idempotencyKey,
  };
}

/** In the server's words: it names the keys that the contract does not. */
function issuesOf({ check, defaults }: Emission, body: object): EventIssue[] {
  const data = isObject([], '', body) ? { ...defaults, ...withoutUndefined(body) } : body;
  const rules: BrokenRule[] = [];
  try {
    check(rules, data);
  } catch (error) {
    // Out of stack: what nests so deep is named below.
    if (!(error instanceof RangeError)) throw error;
  }
  return [
    ...rules.flatMap(({ path, rule, keys }) =>
      keys && path === 'event_data'
        ? keys.map((key) => ({
            path: `${path}.${key}`,
            rule: reserved.test(key) ? 'reserved_key' : rule,
          }))
        : [{ path, rule }],
    ),
    ...unstorableIssues('event_data', data),
  ];
}

/** JSON leaves them out, and then the defaults count. */
function withoutUndefined(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
