import type { StoredEvent } from '@a4c/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { acknowledgeStarts } from './dispatch/acknowledge-starts.ts';
import { lockEvents } from './dispatch/lock-events.ts';
import { recordFailures } from './dispatch/record-failures.ts';
import {
  bootstrapType,
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  using,
} from './testing/database-under-test.ts';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterAll(async () => database[Symbol.asyncDispose]());

type State = (event: StoredEvent) => Promise<unknown>;

const discard = async (event: StoredEvent) => {
  await database.giveUp(event);
  await database.as('operator').query(
    `UPDATE dead_letter SET resolved_at = clock_timestamp(), resolved_by = session_user,
       resolution = 'discarded' WHERE event_id = $1`,
    [event.id],
  );
};

describe.each<[state: string, arrange: State]>([
  ['retrying', async (event) => database.failStart(event)],
  ['whose workflow was started', async (event) => database.start(event)],
  ['attached to a workflow', async (event) => database.start(event, 'attached')],
  [
    'started after a retry',
    async (event) => {
      await database.failStart(event);
      await database.start(event);
    },
  ],
  ['dead-lettered', async (event) => database.giveUp(event)],
  ['whose dead letter was discarded', discard],
])('an event %s', (_state, arrange) => {
  test.each<[form: string, set: string]>([
    ["the guide's statement", 'processed_at = NULL, retry_count = 0, processing_error = NULL'],
    ["the guide's shorter form", 'processed_at = NULL, retry_count = 0'],
  ])('is queued anew by %s', async (_form, set) => {
    const event = await database.insert({ metadata: { tags: ['kept'], custom: 1 } });
    await arrange(event);
    const before = await database.find(event.id);
    await database
      .as('operator')
      .query(`UPDATE domain_events SET ${set} WHERE id = $1`, [event.id]);

    const after = await database.find(event.id);
    expect(after).toMatchObject({ processed_at: null, processing_error: null, retry_count: 0 });
    const { processing_error: _error, retry_count: _count, ...kept } = before.event_metadata;
    expect(after.event_metadata).toEqual(kept);
    const request = await database.requestOf(event.id);
    expect(request).not.toBe(event.id);
    expect(await tracesOf(event.id)).toEqual({
      dispatch: [{ request_id: request, attempts: 0, last_error: null, available: true }],
      requeue: [{ request_id: request, outcome: null, by_operator: true, is_later: true }],
      open_letters: 0,
    });
    expect(await database.statusOf(event.id)).toBe('queued');
  });
});

test('an event that waits untouched is left alone', async () => {
  const event = await database.insert();
  await database.reprocess([event.id]);
  expect(await database.requestOf(event.id)).toBe(event.id);
  expect(await tracesOf(event.id)).toMatchObject({ requeue: [] });
});

test('asked for twice, it is queued once and the second time is none', async () => {
  const event = await database.insert();
  await database.start(event);
  await database.reprocess([event.id]);
  const request = await database.requestOf(event.id);
  await database.reprocess([event.id], 'service');
  expect(await database.requestOf(event.id)).toBe(request);
});

test('each time has a request id of its own, and remembers what came of it', async () => {
  const event = await database.insert();
  await database.start(event);
  await database.reprocess([event.id]);
  await database.start(event, 'attached');
  await database.reprocess([event.id], 'service');
  await database.start(event);
  const { rows } = await database
    .as('reader')
    .query(
      `SELECT outcome, requested_by FROM workflow_requeue WHERE event_id = $1 ORDER BY sequence_number`,
      [event.id],
    );
  expect(rows).toEqual([
    { outcome: 'attached', requested_by: 'a4c_operator_login' },
    { outcome: 'started', requested_by: 'a4c_service_login' },
  ]);
});

test('many at once, in every state, are queued in one statement', async () => {
  const arrangements: State[] = [
    async () => undefined,
    async (event) => database.failStart(event),
    async (event) => database.start(event),
    async (event) => database.giveUp(event),
    discard,
  ];
  const events = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const event = await database.insert();
      await arrangements[index % arrangements.length]?.(event);
      return event;
    }),
  );
  const ids = events.map(({ id }) => id);
  await database.reprocess(ids);
  const { rows } = await database.as('relay').query(
    `SELECT count(*)::int AS queued, count(*) FILTER (WHERE request_id <> event_id)::int AS anew
     FROM workflow_dispatch WHERE event_id = ANY ($1)`,
    [ids],
  );
  expect(rows).toEqual([{ queued: 50, anew: 40 }]);
});

test('an event that starts nothing is refused in words, with all others of the statement', async () => {
  const routed = await database.insert();
  await database.start(routed);
  const unrouted = await database.insert({ type: 'user.created' });
  await expect(database.reprocess([routed.id, unrouted.id])).rejects.toMatchObject({
    code: '55000',
    message: `event ${unrouted.id} cannot be reprocessed: its type "user.created" starts no workflow`,
    hint: expect.stringContaining('Leave this event out of the UPDATE'),
  });
  expect(await database.find(routed.id)).toMatchObject({ processed_at: expect.any(Date) });
  expect(await database.find(unrouted.id)).toEqual(unrouted);
});

test.each(['edge', 'worker', 'reader'] as const)('a4c_%s may not ask for it', async (role) => {
  const event = await database.insert();
  await database.start(event);
  await expect(
    database
      .as(role)
      .query('UPDATE domain_events SET processed_at = NULL WHERE id = $1', [event.id]),
  ).rejects.toMatchObject({ code: '42501' });
});

describe("the relay's own writes are not mistaken for it", () => {
  test.each<[write: string, arrange: State]>([
    ['a failed attempt', async (event) => database.failStart(event)],
    [
      'a second failed attempt',
      async (event) => {
        await database.failStart(event);
        await database.failStart(event, 'another reason');
      },
    ],
    ['a dead letter', async (event) => database.giveUp(event)],
    ['an acknowledgement', async (event) => database.start(event)],
    [
      'an acknowledgement after failures',
      async (event) => {
        await database.failStart(event);
        await database.start(event);
      },
    ],
  ])('%s', async (_write, arrange) => {
    const event = await database.insert();
    await arrange(event);
    expect(await tracesOf(event.id)).toMatchObject({ requeue: [] });
  });

  test('a late answer to a start that was reprocessed meanwhile changes nothing', async () => {
    const event = await database.insert();
    const late = {
      event_id: event.id,
      request_id: await database.requestOf(event.id),
      workflow_id: 'late',
      workflow_run_id: crypto.randomUUID(),
      workflow_type: 'organizationBootstrapWorkflow',
    };
    await database.failStart(event);
    await database.reprocess([event.id]);
    const queued = await database.find(event.id);
    await using(database.as('relay'), async (client) => {
      expect(await lockEvents(client, [event.id])).toEqual(new Set([event.id]));
      expect(await acknowledgeStarts(client, [{ ...late, outcome: 'started' }])).toEqual([]);
      await recordFailures(client, [
        { ...late, outcome: 'failed', code: 'INTERNAL', message: 'late', backoffMs: 0 },
      ]);
    });
    expect(await database.find(event.id)).toEqual(queued);
    expect(await database.requestOf(event.id)).not.toBe(late.request_id);
  });

  test('an acknowledgement that waits for an operator leaves the reprocessing queued', async () => {
    const event = await database.insert();
    await database.failStart(event);
    const started = await using(database.as('operator'), async (operator) => {
      await operator.query('BEGIN');
      await operator.query('UPDATE domain_events SET retry_count = 0 WHERE id = $1', [event.id]);
      const first = database.start(event);
      await waitForBlocked(1);
      await operator.query('COMMIT');
      return first;
    });
    expect(started).toEqual([]);
    expect(await database.find(event.id)).toMatchObject({ processed_at: null });
    expect(await database.requestOf(event.id)).not.toBe(event.id);
  });
});

test('a type that lost its route can be reprocessed no more', async () => {
  const event = await database.insert();
  await database.start(event);
  await using(database.owner, async (owner) => {
    await owner.query('BEGIN');
    await owner.query('DELETE FROM workflow_route WHERE event_type = $1', [bootstrapType]);
    await expect(
      owner.query('UPDATE domain_events SET processed_at = NULL WHERE id = $1', [event.id]),
    ).rejects.toMatchObject({ code: '55000' });
    await owner.query('ROLLBACK');
  });
});

/** Until so many sessions wait for a lock: the only sign that a statement has got that far. */
async function waitForBlocked(count: number): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await database.admin.query<{ blocked: number }>(
        `SELECT count(*)::int AS blocked FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows[0]?.blocked;
    })
    .toBe(count);
}

async function tracesOf(id: string): Promise<unknown> {
  const reader = database.as('reader');
  const [dispatch, requeue, letters] = await Promise.all([
    reader.query(
      `SELECT request_id, attempts, last_error, available_at <= clock_timestamp() AS available
       FROM workflow_dispatch WHERE event_id = $1`,
      [id],
    ),
    reader.query(
      `SELECT q.request_id, q.outcome, q.requested_by = 'a4c_operator_login' AS by_operator,
         q.sequence_number > e.sequence_number AS is_later
       FROM workflow_requeue q JOIN domain_events e ON e.id = q.event_id WHERE q.event_id = $1`,
      [id],
    ),
    reader.query('SELECT FROM dead_letter WHERE event_id = $1 AND resolved_at IS NULL', [id]),
  ]);
  return { dispatch: dispatch.rows, requeue: requeue.rows, open_letters: letters.rowCount };
}
