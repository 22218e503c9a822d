/** The data of every event, and so the input of every handler and of every bare start. */
export const eventData = {
  name: 'Acme Corp',
  slug: 'acme-corp',
  owner_email: 'owner@acme.example',
  tier: 'free',
  subdomain_enabled: false,
};

/** A type whose route is plain: no order, no fairness. */
export const eventType = 'organization.bootstrap_initiated';
/** What the relay and the peers' handlers write back. */
export const workflowType = 'organizationBootstrapWorkflow';

/** Events to be inserted, as the columns of a SELECT. */
export type EventRows = string;

/** One event whose id the client draws: $1 id, $2 data, $3 metadata. */
export const givenEvent: EventRows = select('$1::uuid', '$2::jsonb', '$3::jsonb');

/** One event without parameters, for clients that send the same message again and again. */
export const sameEvent: EventRows = select('gen_random_uuid()', literal(eventData), timestamp());

/** $1 events. */
export const manyEvents: EventRows = `${sameEvent} FROM generate_series(1, $1::integer)`;

/** The metadata that an emitter would send. */
export function eventMetadata(): { timestamp: string } {
  return { timestamp: new Date().toISOString() };
}

/** The INSERT that every user of an event table does. */
export function insertEvents(rows: EventRows): string {
  return `INSERT INTO domain_events (id, event_type, event_version, aggregate_type, aggregate_id, event_data, event_metadata)
    ${rows}`;
}

/** The one input argument of a workflow, from the columns of a row `e`: the payload of a peer's job. */
export const workflowInput = `json_build_object('event_id', e.id, 'event_type', e.event_type,
  'event_version', e.event_version, 'aggregate_id', e.aggregate_id, 'data', e.event_data, 'metadata', e.event_metadata)`;

function select(id: string, data: string, metadata: string): EventRows {
  return `SELECT ${id} AS id, '${eventType}' AS event_type, 1 AS event_version, 'organization' AS aggregate_type,
    ${id} AS aggregate_id, ${data} AS event_data, ${metadata} AS event_metadata`;
}

function literal(value: object): string {
  return `'${JSON.stringify(value)}'::jsonb`;
}

function timestamp(): string {
  return literal(eventMetadata());
}
