import { createHash } from 'node:crypto';

import type { StoredEvent } from '@a4c/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import {
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
  using,
} from '../testing/database-under-test.ts';
import { archiveStart, readArchiveCandidates } from './archive-candidates.ts';
import { removeArchivedEvents } from './remove-archived-events.ts';
import { restoreEvents } from './restore-events.ts';

let database: DatabaseUnderTest;
beforeEach(async () => {
  database = await createDatabaseUnderTest();
});
afterEach(async () => database[Symbol.asyncDispose]());

const later = '2100-01-01T00:00:00Z';

describe('what may be archived', () => {
  test('a completed workflow as a whole, and what starts nothing', async () => {
    const [plain, start] = [await unrouted(), await started()];
    const outcome = await outcomeOf(start, 'organization.created');
    expect(await obstacles()).toEqual({ [plain.id]: null, [start.id]: null, [outcome.id]: null });
  });

  test('a failed workflow', async () => {
    const start = await started();
    await outcomeOf(start, 'organization.bootstrap_failed');
    expect(Object.values(await obstacles())).toEqual([null, null]);
  });

  test('nothing of a workflow without an outcome, whose route names one', async () => {
    const start = await started();
    const step = await database.insert({
      type: 'user.created',
      metadata: workflowOf(await database.find(start.id)),
    });
    expect(await obstacles()).toEqual({ [start.id]: 'running', [step.id]: 'running' });
  });

  test('a workflow whose outcome nobody announces', async () => {
    const start = await started();
    await database.owner.query('UPDATE workflow_route SET completed_by = NULL, failed_by = NULL');
    expect(await obstacles()).toEqual({ [start.id]: null });
  });

  test('nothing of a workflow that is reprocessed, and its outcome stays too', async () => {
    const start = await started();
    const outcome = await outcomeOf(start, 'organization.bootstrap_failed');
    await database.reprocess([start.id]);
    expect(await obstacles()).toEqual({ [start.id]: 'waiting', [outcome.id]: 'waiting' });
  });

  test('nothing that is queued, retried, given up or discarded', async () => {
    const [queued, retrying, givenUp, discarded] = [
      await database.insert(),
      await database.insert(),
      await database.insert(),
      await database.insert(),
    ];
    await database.failStart(retrying);
    await database.giveUp(givenUp);
    await discard(discarded);
    expect(await obstacles()).toEqual({
      [queued.id]: 'waiting',
      [retrying.id]: 'waiting',
      [givenUp.id]: 'dead_lettered',
      [discarded.id]: 'dead_lettered',
    });
  });

  test('nothing of a workflow that has events from after the time', async () => {
    const start = await started();
    const outcome = await outcomeOf(start, 'organization.created');
    expect(await obstacles(await createdAt(outcome))).toEqual({ [start.id]: 'recent' });
  });

  test('the recorded line has every number as it is, and no line break', async () => {
    await database.insert({
      type: 'user.created',
      metadata: { note: 'a\nb\u2028c' },
    });
    await database.as('service').query(
      `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
       SELECT event_type, aggregate_type, aggregate_id, event_data,
         event_metadata || '{"large": 12345678901234567890.10, "small": 1e-30}' FROM domain_events`,
    );
    const [, { record } = {}] = await candidates();
    expect(record).toContain('"large": 12345678901234567890.10');
    expect(record).toContain(`"small": 0.${'0'.repeat(29)}1`);
    expect(record).not.toContain('\n');
  });
});

test('no column is left out of the archive, but for what the database notes for itself', async () => {
  const line: Record<string, object> = JSON.parse(await lineOf(await troubled()));
  const tables = {
    event: 'domain_events',
    requeues: 'workflow_requeue',
    attempts: 'workflow_attempt',
    dead_letters: 'dead_letter',
  };
  const columns = await Promise.all(Object.values(tables).map(columnsOf));
  const kept = Object.keys(tables).map((part) => Object.keys([line[part]].flat()[0] ?? {}));
  expect(kept).toEqual(columns);
});

describe('remove_archived_events', () => {
  test('removes an event with the record of its starts, and nothing of any other', async () => {
    const [gone, kept] = [await troubled(), await troubled()];
    expect(await remove([gone])).toEqual({ removed: 1 });
    expect(await recordedOf(gone)).toEqual({ events: 0, requeues: 0, attempts: 0, letters: 0 });
    expect(await recordedOf(kept)).toEqual({ events: 1, requeues: 1, attempts: 1, letters: 1 });
    const { rows } = await database
      .as('reader')
      .query('SELECT event_id, archived_by FROM archived_event');
    expect(rows).toEqual([{ event_id: gone.id, archived_by: 'a4c_operator_login' }]);
    expect(await remove([gone], await lineOf(kept))).toEqual({ gone: 1 });
  });

  test('leaves an event whose line is not what the table holds', async () => {
    const event = await unrouted();
    expect(await remove([event], `${await lineOf(event)} `)).toEqual({ changed: 1 });
    const start = await started();
    await outcomeOf(start, 'organization.bootstrap_failed');
    const line = await lineOf(start);
    await database.reprocess([start.id]);
    expect(await remove([start], line)).toEqual({ waiting: 1 });
    await database.start(start);
    await outcomeOf(start, 'organization.created');
    expect(await remove([start], line)).toEqual({ changed: 1 });
    expect(await remove([start])).toEqual({ removed: 1 });
  });

  test('leaves an event that someone reprocesses at the same moment', async () => {
    const start = await started();
    await outcomeOf(start, 'organization.created');
    const line = await lineOf(start);
    const outcome = await using(database.as('operator'), async (operator) => {
      await operator.query('BEGIN');
      await operator.query('UPDATE domain_events SET processed_at = NULL WHERE id = $1', [
        start.id,
      ]);
      const removal = remove([start], line);
      await expect.poll(async () => countBlocked()).toBe(1);
      await operator.query('COMMIT');
      return removal;
    });
    expect(outcome).toEqual({ waiting: 1 });
    expect(await database.statusOf(start.id)).toBe('queued');
  });

  test('permits nothing after itself', async () => {
    const event = await unrouted();
    const line = await lineOf(event);
    await using(database.owner, async (owner) => {
      await owner.query('BEGIN');
      await removeArchivedEvents(owner, [{ id: event.id, digest: digestOf(line) }], later);
      await expect(owner.query('DELETE FROM domain_events')).rejects.toMatchObject({
        code: '55000',
      });
      await owner.query('ROLLBACK');
    });
  });
});

describe('restore_events', () => {
  test('brings everything back as it was, once, and starts nothing', async () => {
    const event = await troubled();
    const line = await lineOf(event);
    const before = [await rowOf(event), await recordedOf(event), await database.statusOf(event.id)];
    await remove([event], line);
    expect(await restore([line, line])).toEqual(['restored', 'present']);
    expect(await restore([line])).toEqual(['present']);
    expect([
      await rowOf(event),
      await recordedOf(event),
      await database.statusOf(event.id),
    ]).toEqual(before);
    expect(await lineOf(event)).toBe(line);
    const { rows } = await database.owner.query(
      'SELECT FROM workflow_dispatch UNION ALL SELECT FROM archived_event',
    );
    expect(rows).toEqual([]);
  });

  test('takes nothing but what was archived here, byte by byte', async () => {
    const event = await unrouted();
    const line = await lineOf(event);
    await remove([event], line);
    const forged = line.replace('user.created', 'user.deleted');
    const invented = line.replace(event.id, crypto.randomUUID());
    expect(await restore([forged, invented])).toEqual(['superseded', 'unknown']);
    expect(await recordedOf(event)).toMatchObject({ events: 0 });
    expect(await restore([line])).toEqual(['restored']);
  });

  test('brings back an event from before the contracts', async () => {
    const event = await unrouted();
    await database.admin.query(
      `SET session_replication_role = replica; UPDATE domain_events SET event_version = 0, event_data = '[1.10]'`,
    );
    const line = await lineOf(event);
    await remove([event], line);
    expect(await restore([line])).toEqual(['restored']);
    expect(await lineOf(event)).toBe(line);
  });

  test('refuses what breaks its contract by now, by path and rule, and restores the rest', async () => {
    const [broken, good] = [await unrouted(), await unrouted()];
    await database.admin.query(
      `SET session_replication_role = replica;
       ALTER TABLE domain_events DROP CONSTRAINT domain_events_contract;
       UPDATE domain_events SET event_data = '{"email": "S3CRET"}' WHERE id = '${broken.id}';
       ALTER TABLE domain_events ADD CONSTRAINT domain_events_contract CHECK (
         contracts.check_event(event_type, event_version, aggregate_type, event_data, event_metadata)) NOT VALID`,
    );
    const lines = [await lineOf(broken), await lineOf(good)];
    await remove([broken], lines[0]);
    await remove([good], lines[1]);
    const restored = await using(database.as('operator'), async (client) =>
      restoreEvents(client, lines),
    );
    expect(restored).toEqual([
      { id: broken.id, outcome: 'refused', problem: 'event_data.email: format email' },
      { id: good.id, outcome: 'restored', problem: null },
    ]);
  });

  test('lets nobody write history after itself', async () => {
    const event = await unrouted();
    const line = await lineOf(event);
    await remove([event], line);
    await using(database.owner, async (owner) => {
      await owner.query('BEGIN');
      await restoreEvents(owner, [line]);
      const { rows } = await owner.query<{ retry_count: number }>(
        `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata, processed_at, retry_count)
         SELECT event_type, aggregate_type, aggregate_id, event_data, event_metadata, 'epoch', 7 FROM domain_events
         RETURNING retry_count`,
      );
      expect(rows).toEqual([{ retry_count: 0 }]);
      await owner.query('ROLLBACK');
    });
  });
});

async function unrouted(): Promise<StoredEvent> {
  return database.insert({ type: 'user.created' });
}

async function started(): Promise<StoredEvent> {
  const event = await database.insert();
  await database.start(event);
  return event;
}

/** Failed once, was given up, reprocessed, started and completed. */
async function troubled(): Promise<StoredEvent> {
  const event = await database.insert();
  await database.giveUp(event);
  await database.reprocess([event.id]);
  await database.start(event);
  await outcomeOf(event, 'organization.created');
  return event;
}

async function discard(event: StoredEvent): Promise<void> {
  await database.giveUp(event);
  await database
    .as('operator')
    .query(
      "UPDATE dead_letter SET resolved_at = clock_timestamp(), resolution = 'discarded' WHERE event_id = $1",
      [event.id],
    );
}

async function outcomeOf(
  start: StoredEvent,
  type: 'organization.created' | 'organization.bootstrap_failed',
): Promise<StoredEvent> {
  return database.insert({
    type,
    aggregateId: start.aggregate_id,
    metadata: workflowOf(await database.find(start.id)),
  });
}

function workflowOf({ event_metadata: metadata }: StoredEvent): Record<string, unknown> {
  const { workflow_id, workflow_run_id, workflow_type } = metadata;
  return { workflow_id, workflow_run_id, workflow_type };
}

async function candidates(before = later) {
  return using(database.as('operator'), async (client) =>
    readArchiveCandidates(client, {
      before,
      until: later,
      after: archiveStart,
      limit: 100,
      withRecords: true,
    }),
  );
}

async function obstacles(before = later): Promise<Record<string, string | null>> {
  const { rows } = await database
    .as('reader')
    .query<{ id: string; sequence_number: string }>(
      'SELECT id, sequence_number FROM domain_events',
    );
  const ids = new Map(rows.map(({ id, sequence_number }) => [sequence_number, id]));
  const found = await candidates(before);
  return Object.fromEntries(
    found.map(({ sequenceNumber, obstacle }) => [ids.get(sequenceNumber), obstacle]),
  );
}

async function createdAt(event: StoredEvent): Promise<string> {
  const { rows } = await database
    .as('reader')
    .query<{ at: string }>('SELECT created_at::text AS at FROM domain_events WHERE id = $1', [
      event.id,
    ]);
  return only(rows).at;
}

async function lineOf(event: StoredEvent): Promise<string> {
  const { rows } = await database.owner.query<{ line: string }>(
    'SELECT archived_record($1) AS line',
    [event.id],
  );
  return only(rows).line;
}

function digestOf(line: string): Buffer {
  return createHash('sha256').update(line).digest();
}

async function remove(
  events: readonly StoredEvent[],
  line?: string,
): Promise<Record<string, number>> {
  const archived = await Promise.all(
    events.map(async (event) => ({
      id: event.id,
      digest: digestOf(line ?? (await lineOf(event))),
    })),
  );
  const outcomes = await using(database.as('operator'), async (client) =>
    removeArchivedEvents(client, archived, later),
  );
  return Object.fromEntries(outcomes);
}

async function restore(lines: readonly string[]): Promise<string[]> {
  const restored = await using(database.as('operator'), async (client) =>
    restoreEvents(client, lines),
  );
  return restored.map(({ outcome }) => outcome);
}

async function rowOf(event: StoredEvent): Promise<unknown> {
  const { rows } = await database.owner.query(
    "SELECT to_jsonb(e) - 'content_kept' AS row FROM domain_events e WHERE id = $1",
    [event.id],
  );
  return only(rows);
}

async function recordedOf({ id }: StoredEvent) {
  const { rows } = await database.as('reader').query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM domain_events WHERE id = $1) AS events,
       (SELECT count(*)::int FROM workflow_requeue WHERE event_id = $1) AS requeues,
       (SELECT count(*)::int FROM workflow_attempt WHERE event_id = $1) AS attempts,
       (SELECT count(*)::int FROM dead_letter WHERE event_id = $1) AS letters`,
    [id],
  );
  return only(rows);
}

async function columnsOf(table: string): Promise<string[]> {
  const { rows } = await database.owner.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'content_kept'
     ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}

async function countBlocked(): Promise<number> {
  const { rows } = await database.admin.query<{ blocked: number }>(
    `SELECT count(*)::int AS blocked FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return only(rows).blocked;
}
