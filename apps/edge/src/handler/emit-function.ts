import type {
  EventContract,
  EventIssue,
  EventMetadataInput,
  HttpEmission,
  StoredEvent,
} from '@a4c/contracts';
import type { Context } from 'hono';

import { authenticate, requirePermission } from './authenticate.ts';
import type { EdgeEnv } from './edge-env.ts';
import { invalidEventProblem } from './event-issues.ts';
import { requireUuid } from './event-status-function.ts';
import { emissionIds, idempotencyKeyOf } from './idempotency-key.ts';
import { problemOf } from './problem-of.ts';
import { ProblemError } from './problem.ts';
import { readJsonBody } from './read-json-body.ts';
import { requestHash } from './request-hash.ts';
import { requestMetadata } from './request-metadata.ts';
import { requireSameRequest, reusedKey } from './require-same-request.ts';
import type { VerifyToken } from './verify-token.ts';

/** An event as it came over HTTP; its data is not checked yet. */
export interface UncheckedEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly aggregateId: string;
  readonly eventData: Readonly<Record<string, unknown>>;
  readonly metadata: EventMetadataInput;
}

/** What is stored under an event's id: the event itself, or the one that was there before. */
export type StoredFacts = Pick<
  StoredEvent,
  'event_type' | 'aggregate_id' | 'event_data' | 'event_metadata'
>;

/**
 * Checks and stores, or finds the event that has this id. Rejects with the code `invalid_event` and
 * issues when a contract is broken, `event_id_taken` when an event of another type has the id, be it
 * one that the edge may not read.
 */
type EmitUnchecked = (event: UncheckedEvent) => Promise<StoredFacts>;

/** Who sends a request, and how this sender's event is stored. */
export interface Sender {
  /** Two principals never share an Idempotency-Key. */
  readonly principal: string;
  /** Undefined when it is no user. */
  readonly userId?: string;
  readonly emitEvent: EmitUnchecked;
}

/**
 * Says who sends a request, for a function whose callers are no users with a permission.
 *
 * @throws ProblemError when nobody does who may.
 */
export type Authorize = (headers: Headers, aggregateId: string) => Sender;

/** What an emit function needs. */
export interface EmitPorts {
  readonly verifyToken: VerifyToken;
  readonly emitEvent: EmitUnchecked;
  /** What is stored under an id, when clients may emit it. */
  readonly findEvent: (eventId: string) => Promise<StoredFacts | undefined>;
  /** Becomes the event's tag. */
  readonly environment: string;
  readonly maxBodyBytes: number;
  /** Proxies of one's own in front of the edge, whose X-Forwarded-For is believed. */
  readonly trustedProxyHops: number;
}

/** The path that serves a contract: `/create-organization`, or `/rename-organization/:organization_id`. */
export function emitPath({ function: name, aggregateId }: HttpEmission): string {
  return aggregateId === 'new' ? `/${name}` : `/${name}/:${pathParameter(aggregateId)}`;
}

/**
 * Makes the function that emits one type of event. The body is the event's data less the contract's
 * defaults; everything else comes from the token, the path, the headers and the configuration.
 *
 * With an `Idempotency-Key` a request may be repeated, at once or much later: the event is stored
 * once and the answer is the same, also when the contract's rules and defaults have changed since.
 * The key with another body or another path is refused.
 */
export function emitFunction(
  contract: EventContract,
  http: HttpEmission,
  ports: EmitPorts,
  authorize?: Authorize,
) {
  const message = contract.starts
    ? `Accepted. ${contract.starts.workflow} will start; ask GET /events/{event_id} for its status.`
    : 'Accepted.';
  return async (c: Context<EdgeEnv>): Promise<Response> => {
    const request = c.req.raw;
    const sender =
      authorize === undefined
        ? await userWith(http.permission, request.headers, ports)
        : authorize(request.headers, aggregateIdFromPath(c, http));
    const key = idempotencyKeyOf(request.headers);
    const ids = await emissionIds(sender.principal, http.function, key);
    const aggregateId =
      http.aggregateId === 'new' ? ids.newAggregateId : aggregateIdFromPath(c, http);
    const metadata = requestMetadata(request.headers, {
      userId: sender.userId,
      correlationId: c.var.correlationId,
      remoteAddress: c.env.remoteAddress,
      trustedProxyHops: ports.trustedProxyHops,
      environment: ports.environment,
    });
    const body = await readJsonBody(request, ports.maxBodyBytes);
    const { eventId } = ids;
    const event = {
      eventId,
      eventType: contract.type,
      aggregateId,
      eventData: { ...http.defaults, ...body },
      metadata:
        key === undefined ? metadata : { ...metadata, request_hash: await requestHash(key, body) },
    };
    // What was answered once is answered again before today's contract is asked.
    const emit = async () =>
      (key === undefined ? undefined : await ports.findEvent(eventId)) ??
      (await sender.emitEvent(event));
    const stored = await emit().catch((error: unknown) => {
      throw emissionProblem(contract, body, error) ?? withEventId(error, eventId, key);
    });
    if (key !== undefined) requireSameRequest(event, stored);
    return c.json(
      { event_id: eventId, [`${contract.aggregateType}_id`]: aggregateId, message },
      202,
      { Location: `/events/${eventId}` },
    );
  };
}

async function userWith(
  permission: string,
  headers: Headers,
  { verifyToken, emitEvent }: EmitPorts,
): Promise<Sender> {
  const caller = await authenticate(headers, verifyToken);
  requirePermission(caller, permission);
  return { principal: caller.userId, userId: caller.userId, emitEvent };
}

function pathParameter(aggregateId: string): string {
  return aggregateId.slice('path.'.length);
}

function aggregateIdFromPath(c: Context<EdgeEnv>, { aggregateId }: HttpEmission): string {
  const name = pathParameter(aggregateId);
  return requireUuid(name, c.req.param(name));
}

/** Broken rules of the data are the client's; of the metadata, which the edge wrote, a defect. */
function emissionProblem(
  contract: EventContract,
  body: Readonly<Record<string, unknown>>,
  error: unknown,
): ProblemError | undefined {
  if (isEventIdTaken(error)) return reusedKey(error.eventId);
  if (!isInvalidEvent(error)) return undefined;
  if (error.issues.some(({ path }) => path.startsWith('event_metadata'))) return undefined;
  return invalidEventProblem(contract, body, error.issues);
}

/** A function that emits another type since then: its keys belong to the earlier events. */
function isEventIdTaken(error: unknown): error is Error & { readonly eventId: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'event_id_taken' &&
    'eventId' in error
  );
}

function isInvalidEvent(
  error: unknown,
): error is Error & { readonly issues: readonly EventIssue[] } {
  return (
    error instanceof Error && 'code' in error && error.code === 'invalid_event' && 'issues' in error
  );
}

/**
 * A connection may break after the database has committed. The id lets a client without a key ask
 * before it sends the request again.
 */
function withEventId(error: unknown, eventId: string, key: string | undefined): unknown {
  const problem = problemOf(error, crypto.randomUUID());
  if (problem.code !== 'database_unavailable') return error;
  const again =
    key === undefined
      ? 'Send the request again later, if GET /events/{event_id} answers 404 then: the event may have been stored.'
      : 'Send the request again later with the same Idempotency-Key.';
  const detail = `The database does not answer now. ${again}`;
  const facts = { ...problem.facts, detail, members: { event_id: eventId } };
  return new ProblemError(problem.code, facts, { cause: error });
}
