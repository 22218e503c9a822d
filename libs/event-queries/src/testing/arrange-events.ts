import { contractOf, type EventType, type StoredEvent } from '@a4c/contracts';
import { Pool } from 'pg';

/** What a test says about an event; the rest comes from its contract's first example. */
export interface ArrangedEvent {
  readonly type: EventType;
  readonly id?: string;
  readonly aggregateId?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly createdAt?: string;
}

const bootstrapType = 'organization.bootstrap_initiated';

/** Of an event, as the queries give it. */
const columns = `id, sequence_number, event_type, event_version, aggregate_type, aggregate_id, event_data, event_metadata,
  created_at, processed_at, processing_error, retry_count`;

/**
 * Writes events as a service does, and what became of them as the relay does. Dispose of it before
 * the database.
 */
export function arrangeEvents(database: { urlFor: (role: 'service' | 'relay') => string }) {
  const service = new Pool({ connectionString: database.urlFor('service'), max: 2 });
  const relay = new Pool({ connectionString: database.urlFor('relay'), max: 2 });

  const insert = async ({
    type,
    id,
    aggregateId,
    metadata,
    createdAt,
  }: ArrangedEvent): Promise<StoredEvent> => {
    const { aggregateType, examples } = contractOf(type);
    const { rows } = await service.query<StoredEvent>(
      `INSERT INTO domain_events
         (event_type, aggregate_type, aggregate_id, event_data, event_metadata, created_at, id)
       VALUES ($1, $2, $3, $4, $5, coalesce($6, clock_timestamp()), $7) RETURNING ${columns}`,
      [
        type,
        aggregateType,
        aggregateId ?? crypto.randomUUID(),
        JSON.stringify(examples[0]),
        JSON.stringify({ timestamp: '2026-01-02T03:04:05.678Z', ...metadata }),
        createdAt ?? null,
        id ?? crypto.randomUUID(),
      ],
    );
    return onlyRow(rows);
  };

  /** The event's workflow was started, or was there already. */
  const start = async (
    event: StoredEvent,
    { runId = crypto.randomUUID(), attached = false }: { runId?: string; attached?: boolean } = {},
  ): Promise<StoredEvent> => {
    await relay.query('DELETE FROM workflow_dispatch WHERE event_id = $1', [event.id]);
    if (attached) {
      await relay.query(
        `INSERT INTO workflow_attempt (event_id, request_id, outcome, code, message)
         VALUES ($1, $1, 'attached', 'attached', 'It was there already.')`,
        [event.id],
      );
    }
    const { rows } = await relay.query<StoredEvent>(
      `UPDATE domain_events SET processed_at = clock_timestamp(), processing_error = NULL,
         event_metadata = (event_metadata - 'processing_error') || $2::jsonb
       WHERE id = $1 RETURNING ${columns}`,
      [
        event.id,
        JSON.stringify({
          workflow_id: `org-bootstrap-${event.aggregate_id}`,
          workflow_run_id: runId,
          workflow_type: 'organizationBootstrapWorkflow',
        }),
      ],
    );
    return onlyRow(rows);
  };

  /** An attempt to start the event's workflow failed. */
  const failStart = async (event: StoredEvent, error: string): Promise<StoredEvent> => {
    const { rows } = await relay.query<StoredEvent>(
      `UPDATE domain_events SET processing_error = $2, retry_count = retry_count + 1,
         event_metadata = event_metadata
           || jsonb_build_object('processing_error', $2::text, 'retry_count', retry_count + 1)
       WHERE id = $1 RETURNING ${columns}`,
      [event.id, error],
    );
    return onlyRow(rows);
  };

  /** The relay gave up to start the event's workflow. */
  const deadLetter = async (event: StoredEvent, error: string): Promise<StoredEvent> => {
    await relay.query('DELETE FROM workflow_dispatch WHERE event_id = $1', [event.id]);
    await relay.query(
      `INSERT INTO dead_letter (event_id, event_type, request_id, code, reason, attempts)
       VALUES ($1, $2, $1, 'input_too_large', $3, 1)`,
      [event.id, event.event_type, error],
    );
    return failStart(event, error);
  };

  /** A workflow that was started by an event of its own, with the events that it emitted since. */
  const runWorkflow = async (
    emits: readonly EventType[],
    metadata: Readonly<Record<string, unknown>> = {},
  ): Promise<readonly [StoredEvent, ...StoredEvent[]]> => {
    const trigger = await start(await insert({ type: bootstrapType, metadata }));
    const { workflow_id, workflow_run_id, workflow_type } = trigger.event_metadata;
    const emitted: StoredEvent[] = [];
    for (const type of emits) {
      emitted.push(
        await insert({
          type,
          aggregateId: trigger.aggregate_id,
          metadata: {
            ...metadata,
            workflow_id,
            workflow_run_id,
            workflow_type,
            activity_id: activityOf(type),
          },
        }),
      );
    }
    return [trigger, ...emitted];
  };

  return {
    insert,
    start,
    failStart,
    deadLetter,
    runWorkflow,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([service.end(), relay.end()]);
    },
  };
}

/** `organization.owner_assigned` → `ownerAssignedActivity` */
function activityOf(type: EventType): string {
  const [, name = ''] = type.split('.');
  return `${name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}Activity`;
}

function onlyRow(rows: readonly StoredEvent[]): StoredEvent {
  const [row] = rows;
  if (row === undefined || rows.length > 1)
    throw new Error(`Expected one row, got ${rows.length}.`);
  return row;
}
