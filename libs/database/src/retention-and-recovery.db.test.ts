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
