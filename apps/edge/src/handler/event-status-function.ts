import type { Context } from 'hono';

import { authenticate } from './authenticate.ts';
import type { EdgeEnv } from './edge-env.ts';
import { ProblemError } from './problem.ts';
import type { VerifyToken } from './verify-token.ts';

/** What the database says of an event: a row of its function `event_status`. */
interface EventStatus {
  readonly event_id: string;
  readonly event_type: string;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  readonly status: string;
  readonly workflow_id: string | null;
  readonly workflow_run_id: string | null;
  readonly workflow_type: string | null;
  readonly created_at: Date;
  readonly processed_at: Date | null;
  readonly processing_error: string | null;
  readonly retry_count: number;
  /** The user whose token emitted it. */
  readonly emitted_by: string | null;
}

/** What the status needs. */
export interface EventStatusPorts {
  readonly verifyToken: VerifyToken;
  readonly findEventStatus: (eventId: string) => Promise<EventStatus | undefined>;
}

/** Holders may ask for every event, others for their own. */
const readAll = 'events.read_all';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Makes `GET /events/{id}`. An event of somebody else is answered like one that does not exist, so
 * that nobody learns which ids do.
 */
export function eventStatusFunction({ verifyToken, findEventStatus }: EventStatusPorts) {
  return async (c: Context<EdgeEnv, '/events/:id'>): Promise<Response> => {
    const caller = await authenticate(c.req.raw.headers, verifyToken);
    const eventId = requireUuid('id', c.req.param('id'));
    const found = await findEventStatus(eventId);
    if (
      found === undefined ||
      (found.emitted_by?.toLowerCase() !== caller.userId && !caller.permissions.has(readAll))
    ) {
      throw new ProblemError('event_not_found', {
        detail: 'No event with this id was emitted by you. Use the event_id of the 202 response.',
      });
    }
    const { emitted_by: _, ...status } = found;
    return c.json({ ...status, processing_error: publicReason(status.processing_error) });
  };
}

/** Operators read what Temporal's client said, with addresses; others need only know that it is down. */
function publicReason(processingError: string | null): string | null {
  const outage = 'Temporal server unavailable';
  return processingError?.startsWith(outage) === true ? outage : processingError;
}

/**
 * A UUID from the path, in lower case.
 *
 * @throws ProblemError
 */
export function requireUuid(parameter: string, value: string | undefined): string {
  if (value !== undefined && uuid.test(value)) return value.toLowerCase();
  throw new ProblemError('invalid_path_parameter', {
    detail: `{${parameter}} in the path is no UUID. Write for example 7f1c2a04-7d7e-4a3b-9d57-5b0f8f0d2c11.`,
    members: { parameter },
  });
}
