import type { EventContract, EventIssue, EventMetadataInput, HttpEmission } from '@a4c/contracts';
import type { Context } from 'hono';

import { authenticate, requirePermission } from './authenticate.ts';
import type { EdgeEnv } from './edge-env.ts';
import { invalidEventProblem } from './event-issues.ts';
import { requireUuid } from './event-status-function.ts';
import { problemOf } from './problem-of.ts';
import { ProblemError } from './problem.ts';
import { readJsonBody } from './read-json-body.ts';
import { requestMetadata } from './request-metadata.ts';
import type { VerifyToken } from './verify-token.ts';

/** An event as it came over HTTP; its data is not checked yet. */
export interface UncheckedEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly aggregateId: string;
  readonly eventData: Readonly<Record<string, unknown>>;
  readonly metadata: EventMetadataInput;
}

/** What an emit function needs. */
export interface EmitPorts {
  readonly verifyToken: VerifyToken;
  /** Checks and stores; rejects with the code `invalid_event` and issues when a contract is broken. */
  readonly emitEvent: (event: UncheckedEvent) => Promise<unknown>;
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
 */
export function emitFunction(contract: EventContract, http: HttpEmission, ports: EmitPorts) {
  const message = contract.starts
    ? `Accepted. ${contract.starts.workflow} will start; ask GET /events/{event_id} for its status.`
    : 'Accepted.';
  return async (c: Context<EdgeEnv>): Promise<Response> => {
    const request = c.req.raw;
    const caller = await authenticate(request.headers, ports.verifyToken);
    requirePermission(caller, http.permission);
    const aggregateId =
      http.aggregateId === 'new' ? crypto.randomUUID() : aggregateIdFromPath(c, http.aggregateId);
    const metadata = requestMetadata(request.headers, {
      userId: caller.userId,
      correlationId: c.var.correlationId,
      remoteAddress: c.env.remoteAddress,
      trustedProxyHops: ports.trustedProxyHops,
      environment: ports.environment,
    });
    const body = await readJsonBody(request, ports.maxBodyBytes);
    const eventId = crypto.randomUUID();
    await ports
      .emitEvent({
        eventId,
        eventType: contract.type,
        aggregateId,
        eventData: { ...http.defaults, ...body },
        metadata,
      })
      .catch((error: unknown) => {
        throw emissionProblem(contract, body, error) ?? withEventId(error, eventId);
      });
    return c.json(
      { event_id: eventId, [`${contract.aggregateType}_id`]: aggregateId, message },
      202,
      { Location: `/events/${eventId}` },
    );
  };
}

function pathParameter(aggregateId: `path.${string}`): string {
  return aggregateId.slice('path.'.length);
}

function aggregateIdFromPath(c: Context<EdgeEnv>, aggregateId: `path.${string}`): string {
  const name = pathParameter(aggregateId);
  return requireUuid(name, c.req.param(name));
}

/** Broken rules of the data are the client's; of the metadata, which the edge wrote, a defect. */
function emissionProblem(
  contract: EventContract,
  body: Readonly<Record<string, unknown>>,
  error: unknown,
): ProblemError | undefined {
  if (!isInvalidEvent(error)) return undefined;
  if (error.issues.some(({ path }) => path.startsWith('event_metadata'))) return undefined;
  return invalidEventProblem(contract, body, error.issues);
}

function isInvalidEvent(
  error: unknown,
): error is Error & { readonly issues: readonly EventIssue[] } {
  return (
    error instanceof Error && 'code' in error && error.code === 'invalid_event' && 'issues' in error
  );
}

/**
 * A connection may break after the database has committed. The id lets the client ask before it
 * sends the request again.
 */
function withEventId(error: unknown, eventId: string): unknown {
  const problem = problemOf(error, crypto.randomUUID());
  if (problem.code !== 'database_unavailable') return error;
  const detail =
    'The database does not answer now. Send the request again later, ' +
    'if GET /events/{event_id} answers 404 then: the event may have been stored.';
  const facts = { ...problem.facts, detail, members: { event_id: eventId } };
  return new ProblemError(problem.code, facts, { cause: error });
}
