import { once } from 'node:events';

import { contractOf } from '@a4c/contracts';
import { Client, type Notification, Query } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { releaseGate, tryGate } from './dispatch/gate.ts';
import {
  bootstrapType,
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
  using,
} from './testing/database-under-test.ts';

const isVersion7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterAll(async () => database[Symbol.asyncDispose]());

test('an id that the database draws is a UUID of version 7, with its own time', async () => {
  const { rows } = await database.owner.query<{ drawn: string; time: string; isNow: boolean }>(`
    INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
    SELECT event_type, aggregate_type, gen_random_uuid(), event_data, event_metadata
    FROM domain_events, generate_series(1, 50) WHERE id = '${(await database.insert()).id}'
    RETURNING id AS drawn, ('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint AS time,
      abs(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint
        - extract(epoch FROM created_at) * 1000) < 1000 AS "isNow"`);
  expect(new Set(rows.map(({ drawn }) => drawn)).size).toBe(50);
  expect(rows.filter(({ drawn }) => !isVersion7.test(drawn))).toEqual([]);
  const times = rows.map(({ time }) => Number(time));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(rows.every(({ isNow }) => isNow)).toBe(true);
});

describe('an event that starts a workflow', () => {
  test("inserted in the guide's form is unprocessed and queued once, under its own id", async () => {
    const { rows } = await database.as('service').query<{ id: string }>(`
      INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
      VALUES (
        'organization.bootstrap_initiated', 'organization', gen_random_uuid(),
        '{"name": "Acme Corp", "slug": "acme-corp", "owner_email": "owner@acme.example",
          "tier": "free", "subdomain_enabled": false}',
        '{"timestamp": "2026-01-02T03:04:05.678Z", "tags": ["production", "ui-triggered"]}'
      ) RETURNING id`);
    const { id } = only(rows);
    const event = await database.find(id);
    expect(event).toMatchObject({
      event_version: 1,
      processed_at: null,
      processing_error: null,
      retry_count: 0,
    });
    expect(await dispatchOf([id])).toMatchObject([
      {
        event_id: id,
        sequence_number: event.sequence_number,
        event_type: bootstrapType,
        request_id: id,
        attempts: 0,
        last_error: null,
        available: true,
        size_bytes: expect.any(Number),
        queue: 'plain',
        aggregate_id: null,
        fairness_key: null,
        retrying: false,
      },
    ]);
  });

  test('is queued once for each row of one INSERT, in order', async () => {
    const { rows } = await database.as('service').query<{ id: string }>(
      `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
       SELECT t.type, split_part(t.type, '.', 1), gen_random_uuid(), t.data, '{"timestamp":"2026-01-02T03:04:05.678Z"}'
       FROM generate_series(1, 10) n
       CROSS JOIN LATERAL (VALUES ($1, $2::jsonb), ('user.created', '{"email":"a@b.example"}'))
         AS t (type, data)
       ORDER BY n, t.type RETURNING id, event_type`,
      [bootstrapType, exampleData()],
    );
    expect(rows).toHaveLength(20);
    const queued = await dispatchOf(rows.map(({ id }) => id));
    expect(queued).toHaveLength(10);
    expect(queued.every(({ event_id, request_id }) => event_id === request_id)).toBe(true);
  });

  test('is queued once for each row of a COPY', async () => {
    const id = crypto.randomUUID();
    await copyIn(
      `COPY domain_events (id, event_type, aggregate_type, aggregate_id, event_data, event_metadata)
       FROM STDIN`,
      [
        id,
        bootstrapType,
        'organization',
        id,
        exampleData(),
        '{"timestamp":"2026-01-02T03:04:05.678Z"}',
      ],
    );
    expect(await dispatchOf([id])).toMatchObject([{ event_id: id, request_id: id }]);
  });

  test('inserted twice under one id is queued once', async () => {
    const first = await database.insert();
    const { rowCount } = await database.as('service').query(
      `INSERT INTO domain_events (id, event_type, aggregate_type, aggregate_id, event_data, event_metadata)
       SELECT id, event_type, aggregate_type, aggregate_id, event_data, event_metadata
       FROM domain_events WHERE id = $1 ON CONFLICT (id) DO NOTHING`,
      [first.id],
    );
    expect(rowCount).toBe(0);
    expect(await dispatchOf([first.id])).toHaveLength(1);
  });

  test('that is rolled back is not queued', async () => {
    const id = await using(database.as('service'), async (client) => {
      await client.query('BEGIN');
      const event = await database.insert({}, client);
      await client.query('ROLLBACK');
      return event.id;
    });
    expect(await dispatchOf([id])).toEqual([]);
  });

  test.each([
    ['7,999 bytes', 'a'.repeat(7_999)],
    ['8,000 bytes', 'a'.repeat(8_000)],
    ['8,000 bytes of two each', 'é'.repeat(4_000)],
    ['a megabyte of four bytes each', '😀'.repeat(262_144)],
  ])('commits with a payload of %s', async (_size, payload) => {
    const event = await database.insert({ metadata: { payload } });
    const [queued] = await dispatchOf([event.id]);
    expect(queued?.size_bytes).toBeGreaterThan(Buffer.byteLength(payload));
    expect((await database.find(event.id)).event_metadata['payload']).toBe(payload);
  });
});

test('an event that starts nothing is processed on arrival and not queued', async () => {
  const event = await database.insert({ type: 'user.created' });
  expect(event).toMatchObject({ processing_error: null, retry_count: 0 });
  expect(event.processed_at?.getTime()).toBeGreaterThanOrEqual(event.created_at.getTime());
  expect(await dispatchOf([event.id])).toEqual([]);
});

test('a paused route still queues its events', async () => {
  const pause = 'UPDATE workflow_route SET paused = $1';
  await database.as('operator').query(pause, [true]);
  const event = await database.insert();
  await database.as('operator').query(pause, [false]);
  expect(await dispatchOf([event.id])).toHaveLength(1);
});

test.each([
  [bootstrapType, 'organization', null],
  ['user.created', 'user', expect.any(Date)],
] as const)(
  'processing columns that the writer of %s supplies are overridden',
  async (type, aggregate, processedAt) => {
    const { rows } = await database.as('service').query(
      `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata,
       processed_at, processing_error, retry_count)
     VALUES ($1, $2, gen_random_uuid(), $3, '{"timestamp":"2026-01-02T03:04:05.678Z"}', '1999-01-01', 'forged', 7)
     RETURNING processed_at, processing_error, retry_count, processed_at < created_at AS forged`,
      [type, aggregate, JSON.stringify(contractOf(type).examples[0])],
    );
    expect(only(rows)).toEqual({
      processed_at: processedAt,
      processing_error: null,
      retry_count: 0,
      forged: processedAt === null ? null : false,
    });
  },
);

describe('the relay is woken while it holds the gate', () => {
  test('at commit, once and without a payload', async () => {
    const told = await notificationsOf(async (mark) => {
      await behindTheGate(() =>
        using(database.as('service'), async (client) => {
          await client.query('BEGIN');
          await database.insert({}, client);
          await database.insert({}, client);
          await mark('before commit');
          await client.query('COMMIT');
        }),
      );
    });
    expect(told).toEqual(['mark before commit', 'workflow_events ']);
  });

  test('neither by a rollback, nor by an event that starts nothing, nor by a conflict', async () => {
    const stored = await database.insert();
    const told = await notificationsOf(async () => {
      await behindTheGate(async () => {
        await using(database.as('service'), async (client) => {
          await client.query('BEGIN');
          await database.insert({}, client);
          await client.query('ROLLBACK');
        });
        await database.insert({ type: 'user.created' });
        await database.as('service').query(
          `INSERT INTO domain_events (id, event_type, aggregate_type, aggregate_id, event_data, event_metadata)
           SELECT id, event_type, aggregate_type, aggregate_id, event_data, event_metadata
           FROM domain_events WHERE id = $1 ON CONFLICT DO NOTHING`,
          [stored.id],
        );
      });
    });
    expect(told).toEqual([]);
  });

  test('by a reprocessing', async () => {
    const event = await database.insert();
    await database.start(event);
    const told = await notificationsOf(async () => {
      await behindTheGate(() => database.reprocess([event.id]));
    });
    expect(told).toEqual(['workflow_events ']);
  });

  test('when it has taken the gate beside a writer that queued before', async () => {
    const told = await notificationsOf(async () => {
      await using(database.as('service'), async (writer) => {
        await writer.query('BEGIN');
        await database.insert({}, writer);
        await using(database.as('relay'), async (relay) => {
          expect(await tryGate(relay)).toBe('writers');
          await writer.query('COMMIT');
          await expect.poll(() => tryGate(relay)).toBe('taken');
          await database.insert();
        });
      });
    });
    expect(told).toEqual(['workflow_events ']);
  });

  test('and not while it is awake', async () => {
    const told = await notificationsOf(async () => {
      await behindTheGate(async () => {});
      await database.insert();
    });
    expect(told).toEqual([]);
  });
});

test('a second relay is told that another one sleeps', async () => {
  await behindTheGate(async () => {
    await using(database.as('relay'), async (second) => {
      expect(await tryGate(second)).toBe('relay');
    });
  });
});

async function behindTheGate(act: () => Promise<unknown>): Promise<void> {
  await using(database.as('relay'), async (relay) => {
    await expect.poll(() => tryGate(relay)).toBe('taken');
    await act();
    await releaseGate(relay);
  });
}

/** What LISTEN hears while `act` runs; notifications arrive in the order of the commits. */
async function notificationsOf(
  act: (mark: (text: string) => Promise<unknown>) => Promise<void>,
): Promise<string[]> {
  const listener = new Client({ connectionString: database.urlFor('relay') });
  await listener.connect();
  const heard: string[] = [];
  const mark = (text: string) =>
    database.as('service').query("SELECT pg_notify('mark', $1)", [text]);
  const ended = new Promise<void>((resolve) => {
    listener.on('notification', ({ channel, payload = '' }: Notification) => {
      if (payload === 'the end') resolve();
      else heard.push(`${channel} ${payload}`);
    });
  });
  await listener.query('LISTEN workflow_events');
  await listener.query('LISTEN mark');
  await act(mark);
  await mark('the end');
  await ended;
  const closed = once(listener, 'end');
  await listener.end();
  await closed;
  return heard;
}

type DispatchRow = Readonly<Record<string, unknown>> & { size_bytes: number };

async function dispatchOf(ids: readonly string[]): Promise<DispatchRow[]> {
  const { rows } = await database.as('relay').query<DispatchRow>(
    `SELECT *, available_at <= clock_timestamp() AS available FROM workflow_dispatch
       WHERE event_id = ANY ($1) ORDER BY sequence_number`,
    [ids],
  );
  return rows;
}

/** `COPY … FROM STDIN` of one line; by the owner, since a row policy rules COPY out. */
async function copyIn(statement: string, fields: readonly string[]): Promise<void> {
  await using(database.owner, async (client) => {
    const copy = Object.assign(new Query(statement), {
      handleCopyInResponse(connection: CopyConnection) {
        const escaped = fields.map((field) => field.replaceAll('\\', '\\\\'));
        connection.sendCopyFromChunk(Buffer.from(`${escaped.join('\t')}\n`));
        connection.endCopyFrom();
      },
    });
    client.query(copy);
    await once(copy, 'end');
  });
}

interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

function exampleData(): string {
  return JSON.stringify(contractOf(bootstrapType).examples[0]);
}
