import type { StoredEvent } from '@a4c/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { recoverMissingDispatch } from './dispatch/recover-missing-dispatch.ts';
import {
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
  using,
} from './testing/database-under-test.ts';

let database: DatabaseUnderTest;
beforeEach(async () => {
  database = await createDatabaseUnderTest();
});
afterEach(async () => database[Symbol.asyncDispose]());

describe('remove_events_before', () => {
  test('removes processed events of before the time, oldest first, and says how many', async () => {
    const [oldest, older, newer] = [await processed(), await processed(), await processed()];
    expect(await remove(newer.created_at, 1)).toBe(1);
    expect(await stored([oldest, older, newer])).toEqual([older.id, newer.id]);
    expect(await remove(newer.created_at)).toBe(1);
    expect(await remove(newer.created_at)).toBe(0);
    expect(await stored([oldest, older, newer])).toEqual([newer.id]);
  });

  test('never removes what waits for its workflow, in whatever state', async () => {
    const [queued, retrying, deadLettered] = [
      await database.insert(),
      await database.insert(),
      await database.insert(),
    ];
    await database.failStart(retrying);
    await database.giveUp(deadLettered);
    const gone = await processed();
    expect(await remove(new Date(Date.now() + 60_000))).toBe(1);
    expect(await stored([queued, retrying, deadLettered, gone])).toEqual([
      queued.id,
      retrying.id,
      deadLettered.id,
    ]);
  });

  test('leaves an event that someone reprocesses at the same moment', async () => {
    const event = await started();
    const removed = await using(database.as('operator'), async (operator) => {
      await operator.query('BEGIN');
      await operator.query('UPDATE domain_events SET processed_at = NULL WHERE id = $1', [
        event.id,
      ]);
      const removal = remove(new Date(Date.now() + 60_000));
      await expect.poll(async () => countBlocked()).toBe(1);
      await operator.query('COMMIT');
      return removal;
    });
    expect(removed).toBe(0);
    expect(await stored([event])).toEqual([event.id]);
    expect(await database.statusOf(event.id)).toBe('queued');
  });

  test('removes what was recorded of their starts, and nothing of others', async () => {
    const [gone, kept] = [await reprocessedDeadLetter(), await reprocessedDeadLetter()];
    const untouched = await recordsOf(kept);
    expect(await recordsOf(gone)).toMatchObject({ attempts: 2, requeues: 1, letters: 1 });
    expect(await remove(kept.created_at)).toBe(1);
    expect(await recordsOf(gone)).toEqual({ attempts: 0, requeues: 0, letters: 0 });
    expect(await recordsOf(kept)).toEqual(untouched);
  });

  test('permits nothing after itself, in its own transaction or another', async () => {
    await processed();
    await using(database.owner, async (owner) => {
      await owner.query('BEGIN');
      await owner.query('SELECT remove_events_before($1)', [new Date(0)]);
      await owner.query('SELECT remove_events_before($1)', [new Date(0)]);
      await expect(owner.query('DELETE FROM domain_events')).rejects.toMatchObject({
        code: '55000',
      });
      await owner.query('ROLLBACK');
    });
    await expect(database.owner.query('DELETE FROM domain_events')).rejects.toMatchObject({
      code: '55000',
    });
  });

  test.each(['edge', 'service', 'worker', 'relay', 'reader'] as const)(
    'is not for a4c_%s',
    async (role) => {
      const event = await processed();
      await expect(
        database.as(role).query('SELECT remove_events_before(clock_timestamp())'),
      ).rejects.toMatchObject({ code: '42501' });
      expect(await stored([event])).toEqual([event.id]);
    },
  );
});

describe('recover_missing_dispatch', () => {
  test('queues what was lost under the request that was pending, and nothing else', async () => {
    const lost = await database.insert();
    const requeued = await started();
    await database.reprocess([requeued.id]);
    const request = await database.requestOf(requeued.id);
    const waiting = await database.insert();
    const [done, unrouted, givenUp, discarded] = [
      await started(),
      await database.insert({ type: 'user.created' }),
      await database.insert(),
      await database.insert(),
    ];
    await database.giveUp(givenUp);
    await discard(discarded);
    await loseDispatch([lost, requeued]);

    expect(await recover()).toBe(2);
    expect(await database.requestOf(lost.id)).toBe(lost.id);
    expect(await database.requestOf(requeued.id)).toBe(request);
    expect(await queuedOf([lost, requeued, waiting, done, unrouted, givenUp, discarded])).toEqual(
      [lost, requeued, waiting].map(({ id }) => id),
    );
    expect(await recover()).toBe(0);
  });

  test('queues what was reprocessed after it had been discarded', async () => {
    const event = await database.insert();
    await discard(event);
    await database.reprocess([event.id]);
    const request = await database.requestOf(event.id);
    await loseDispatch([event]);
    expect(await recover()).toBe(1);
    expect(await database.requestOf(event.id)).toBe(request);
  });

  test('goes part by part, through any number of events that wait, and ends', async () => {
    const events: StoredEvent[] = [];
    for (let i = 0; i < 7; i += 1) events.push(await database.insert());
    const lost = [events[0], events[3], events[6]].filter((event) => event !== undefined);
    await loseDispatch(lost);
    const [, , third, , , sixth, last] = events.map((event) => event.sequence_number);
    expect(await recoverPart('0')).toEqual({ recovered: '1', reached: third });
    expect(await recoverPart(third ?? '')).toEqual({ recovered: '1', reached: sixth });
    expect(await recoverPart(sixth ?? '')).toEqual({ recovered: '1', reached: last });
    expect(await recoverPart(last ?? '')).toEqual({ recovered: '0', reached: null });
    expect(await queuedOf(events)).toHaveLength(7);
  });

  test('is one statement for an operator', async () => {
    const event = await database.insert();
    await loseDispatch([event]);
    const { rows } = await database
      .as('operator')
      .query('SELECT recover_missing_dispatch() AS recovered');
    expect(rows).toEqual([{ recovered: '1' }]);
    expect(await queuedOf([event])).toEqual([event.id]);
  });

  test.each(['edge', 'service', 'worker', 'reader'] as const)('is not for a4c_%s', async (role) => {
    await expect(
      database.as(role).query('SELECT recover_missing_dispatch()'),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

async function processed(): Promise<StoredEvent> {
  return database.insert({ type: 'user.created' });
}

async function started(): Promise<StoredEvent> {
  const event = await database.insert();
  await database.start(event);
  return event;
}

async function reprocessedDeadLetter(): Promise<StoredEvent> {
  const event = await database.insert();
  await database.giveUp(event);
  await database.reprocess([event.id]);
  await database.start(event, 'attached');
  return event;
}

async function recordsOf(event: StoredEvent) {
  const { rows } = await database.as('reader').query(
    `SELECT (SELECT count(*)::int FROM workflow_attempt WHERE event_id = $1) AS attempts,
       (SELECT count(*)::int FROM workflow_requeue WHERE event_id = $1) AS requeues,
       (SELECT count(*)::int FROM dead_letter WHERE event_id = $1) AS letters`,
    [event.id],
  );
  return only(rows);
}

async function discard(event: StoredEvent): Promise<void> {
  await database.giveUp(event);
  await database.as('operator').query(
    `UPDATE dead_letter SET resolved_at = clock_timestamp(), resolution = 'discarded'
     WHERE event_id = $1`,
    [event.id],
  );
}

async function remove(before: Date, maxRows = 100): Promise<number> {
  const { rows } = await database
    .as('operator')
    .query<{ removed: string }>('SELECT remove_events_before($1, $2) AS removed', [
      before,
      maxRows,
    ]);
  return Number(only(rows).removed);
}

async function recover(): Promise<number> {
  return using(database.as('relay'), recoverMissingDispatch);
}

async function recoverPart(after: string) {
  const { rows } = await database
    .as('relay')
    .query<{ recovered: string; reached: string | null }>(
      'SELECT recovered, reached FROM recover_missing_dispatch($1, 3)',
      [after],
    );
  return only(rows);
}

/** As a restore of the events alone would leave them. */
async function loseDispatch(events: readonly StoredEvent[]): Promise<void> {
  await database.owner.query('DELETE FROM workflow_dispatch WHERE event_id = ANY ($1)', [
    events.map(({ id }) => id),
  ]);
}

async function stored(events: readonly StoredEvent[]): Promise<string[]> {
  return idsIn('SELECT id FROM domain_events WHERE id = ANY ($1) ORDER BY sequence_number', events);
}

async function queuedOf(events: readonly StoredEvent[]): Promise<string[]> {
  return idsIn(
    'SELECT event_id AS id FROM workflow_dispatch WHERE event_id = ANY ($1) ORDER BY sequence_number',
    events,
  );
}

async function idsIn(statement: string, events: readonly StoredEvent[]): Promise<string[]> {
  const { rows } = await database
    .as('reader')
    .query<{ id: string }>(statement, [events.map(({ id }) => id)]);
  return rows.map(({ id }) => id);
}

async function countBlocked(): Promise<number> {
  const { rows } = await database.admin.query<{ blocked: number }>(
    `SELECT count(*)::int AS blocked FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return only(rows).blocked;
}
