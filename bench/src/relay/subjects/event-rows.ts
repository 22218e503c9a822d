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

const eventColumns =
  'event_type, event_version, aggregate_type, aggregate_id, event_data, event_metadata';

/** Events to be inserted. */
export interface EventRows {
  /** What a writer of events sends: the columns, and a SELECT of them. */
  readonly columns: string;
  readonly select: string;
  /** The same with an id in any case, for those that keep no events. */
  readonly selectWithId: string;
}

const givenSelect = `SELECT $1::uuid AS id, ${values('$1::uuid', '$2::jsonb', '$3::jsonb')}`;
const sameValues = values('gen_random_uuid()', literal(eventData), timestamp());
const many = 'FROM generate_series(1, $1::integer)';

/** One event whose id the client draws: $1 id, $2 data, $3 metadata. */
export const givenEvent: EventRows = {
  columns: `id, ${eventColumns}`,
  select: givenSelect,
  selectWithId: givenSelect,
};

/** One event without parameters, for clients that send the same message again and again. */
export const sameEvent: EventRows = {
  columns: eventColumns,
  select: `SELECT ${sameValues}`,
  selectWithId: `SELECT gen_random_uuid() AS id, ${sameValues}`,
};

/** $1 events. */
export const manyEvents: EventRows = {
  columns: eventColumns,
  select: `${sameEvent.select} ${many}`,
  selectWithId: `${sameEvent.selectWithId} ${many}`,
};

/** The metadata that an emitter would send. */
export function eventMetadata(): { timestamp: string } {
  return { timestamp: new Date().toISOString() };
}

/** The INSERT that every user of an event table does. */
export function insertEvents({ columns, select }: EventRows): string {
  return `INSERT INTO domain_events (${columns})
    ${select}`;
}

/** The one input argument of a workflow, from the columns of a row `e`: the payload of a peer's job. */
export const workflowInput = `json_build_object('event_id', e.id, 'event_type', e.event_type,
  'event_version', e.event_version, 'aggregate_id', e.aggregate_id, 'data', e.event_data, 'metadata', e.event_metadata)`;

function values(aggregateId: string, data: string, metadata: string): string {
  return `'${eventType}' AS event_type, 1 AS event_version, 'organization' AS aggregate_type,
    ${aggregateId} AS aggregate_id, ${data} AS event_data, ${metadata} AS event_metadata`;
}

function literal(value: object): string {
  return `'${JSON.stringify(value)}'::jsonb`;
}

function timestamp(): string {
  return literal(eventMetadata());
}
