import { type EventMetadataInput, reservedMetadataKeys, type StoredEvent } from '@a4c/contracts';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';

import { createEmitEvent, type EmitEvent, type Queryable } from './index.ts';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const organization = {
  name: 'Acme Corp',
  slug: 'acme-corp',
  owner_email: 'owner@acme.example',
  tier: 'free',
  subdomain_enabled: false,
} as const;

let database: TestDatabase;
let pool: Pool;
let emitEvent: EmitEvent;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.urlFor('service'), max: 2 });
  emitEvent = createEmitEvent({ pool });
});
afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});

describe('an emitted event', () => {
  test('is stored as its contract says and returned as it is stored', async () => {
    const aggregateId = crypto.randomUUID();
    const before = Date.now();
    const event = await emitEvent({
      eventType: 'organization.bootstrap_initiated',
      aggregateId,
      eventData: organization,
      metadata: { tags: ['production'], source: 'api', custom: { deep: ['ä', '😀', null] } },
    });
    expect(event).toMatchObject({
      id: expect.stringMatching(uuidPattern),
      sequence_number: expect.stringMatching(/^\d+$/),
      event_type: 'organization.bootstrap_initiated',
      event_version: 1,
      aggregate_type: 'organization',
      aggregate_id: aggregateId,
      event_data: organization,
      event_metadata: {
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        tags: ['production'],
        source: 'api',
        custom: { deep: ['ä', '😀', null] },
      },
      processed_at: null,
      processing_error: null,
      retry_count: 0,
    });
    expect(Date.parse(event.event_metadata.timestamp)).toBeGreaterThanOrEqual(before);
    expect(await find(event.id)).toEqual(event);
  });

  test('has the type of its data', async () => {
    const event = await emitUser();
    expectTypeOf(event.event_data).toEqualTypeOf<{ email: string }>();
    expectTypeOf(event.event_type).toEqualTypeOf<'user.created'>();
    expect(event.event_data.email).toBe('a@b.example');
  });

  test('keeps the timestamp that the emitter gave, and leaves out what is undefined', async () => {
    const metadata: Record<string, string | undefined> = {
      timestamp: '2026-01-02T03:04:05.678Z',
      user_id: undefined,
      workflow_id: undefined,
    };
    const event = await emitUser({ metadata });
    expect(event.event_metadata).toEqual({ timestamp: '2026-01-02T03:04:05.678Z' });
  });

  test('has no workflow context outside of an activity', async () => {
    const emit = createEmitEvent({ pool, context: () => undefined });
    const event = await emit({
      eventType: 'user.created',
      aggregateId: crypto.randomUUID(),
      eventData: { email: 'a@b.example' },
    });
    expect(Object.keys(event.event_metadata)).toEqual(['timestamp']);
  });
});

describe('in the transaction of a caller', () => {
  test('it is stored when the caller commits, and not before', async () => {
    const event = await inTransaction('COMMIT', async (client) => {
      const emitted = await emitUser({}, client);
      expect(await find(emitted.id)).toBeUndefined();
      return emitted;
    });
    expect(await find(event.id)).toEqual(event);
  });

  test('a rollback emits nothing', async () => {
    const event = await inTransaction('ROLLBACK', async (client) => emitUser({}, client));
    expect(await find(event.id)).toBeUndefined();
  });

  test('what is refused before it is sent leaves the transaction usable', async () => {
    const event = await inTransaction('COMMIT', async (client) => {
      await expect(emitUser({ aggregateId: 'no uuid' }, client)).rejects.toThrow(
        'aggregate_id: format uuid',
      );
      await expect(emitUser({ email: 'no address' }, client)).rejects.toThrow(
        'event_data.email: format email',
      );
      return emitUser({}, client);
    });
    expect(await find(event.id)).toEqual(event);
  });
});

describe('an event id', () => {
  test('that is stored already gives the stored event, whatever is said now', async () => {
    const eventId = crypto.randomUUID();
    const first = await emitUser({ eventId, metadata: { custom: 'first' } });
    const second = await emitUser({
      eventId,
      metadata: { custom: 'second' },
      email: 'c@d.example',
    });
    expect(second).toEqual(first);
  });

  test('that two emit at the same time stores one event', async () => {
    const eventId = crypto.randomUUID();
    const events = await Promise.all([emitUser({ eventId }), emitUser({ eventId })]);
    expect(events[0]).toEqual(events[1]);
  });

  test('of another kind of event is refused', async () => {
    const { id } = await emitUser();
    await expect(
      emitEvent({
        eventType: 'organization.owner_assigned',
        aggregateId: crypto.randomUUID(),
        eventData: { user_id: crypto.randomUUID() },
        eventId: id,
      }),
    ).rejects.toMatchObject({
      code: 'event_id_taken',
      eventId: id,
      message: `Event id ${id} is that of a stored "user.created". Draw another id, or derive it from the event type too.`,
    });
  });

  test('of an event that the role may not read is refused', async () => {
    const { id } = await emitUser();
    const edge = new Pool({ connectionString: database.urlFor('edge'), max: 1 });
    const emitting = createEmitEvent({ pool: edge })({
      eventType: 'organization.bootstrap_initiated',
      aggregateId: crypto.randomUUID(),
      eventData: organization,
      eventId: id,
    });
    await expect(emitting).rejects.toMatchObject({
      code: 'event_id_taken',
      eventId: id,
      message: `Event id ${id} is that of an event that this role may not read. Draw another id, or derive it from the event type too.`,
    });
    await edge.end();
  });

  test.each(['', 'no uuid', `{${crypto.randomUUID()}}`, `${crypto.randomUUID()}\n`])(
    'that is no UUID is refused before anything is sent: "%s"',
    async (eventId) => {
      await expect(nowhere({ eventId, aggregateId: eventId })).rejects.toMatchObject({
        code: 'invalid_event',
        issues: [
          { path: 'aggregate_id', rule: 'format uuid' },
          { path: 'id', rule: 'format uuid' },
        ],
      });
    },
  );
});

describe('is refused before anything is sent:', () => {
  test.each(reservedMetadataKeys)('metadata that says %s', async (key) => {
    await expect(nowhere({ metadata: { [key]: 'forged' } })).rejects.toMatchObject({
      code: 'invalid_event',
      issues: [{ path: `event_metadata.${key}`, rule: 'reserved_key' }],
    });
  });

  test('data and metadata that break the contract, all issues at once', async () => {
    await expect(nowhere({ email: 'no address', metadata: { tags: ['A'] } })).rejects.toMatchObject(
      {
        code: 'invalid_event',
        issues: [
          { path: 'event_data.email', rule: 'format email' },
          { path: 'event_metadata.tags[0]', rule: 'pattern' },
        ],
      },
    );
  });

  test('a type that no contract declares', async () => {
    await expect(emitUnknown('organization.renamed')).rejects.toMatchObject({
      code: 'unknown_event_type',
    });
    await expect(emitUnknown('__proto__')).rejects.toMatchObject({ code: 'unknown_event_type' });
  });
});

describe("a database of another release refuses in the validator's words:", () => {
  test('data that its contract no longer takes', async () => {
    await using other = await releaseThatSays('event_data.email: max_length 5', 'check_violation');
    await expect(emitUser({}, other.pool)).rejects.toMatchObject({
      name: 'InvalidEventError',
      code: 'invalid_event',
      eventType: 'user.created',
      issues: [{ path: 'event_data.email', rule: 'max_length 5' }],
      cause: { code: '23514', constraint: 'domain_events_contract' },
    });
  });

  test.each(['event_type: unknown_event_type', 'event_version: unknown_event_version'])(
    '%s',
    async (detail) => {
      await using other = await releaseThatSays(detail, 'check_violation');
      await expect(emitUser({}, other.pool)).rejects.toMatchObject({
        name: 'UnknownEventTypeError',
        code: 'unknown_event_type',
        eventType: 'user.created',
        eventVersion: 1,
      });
    },
  );

  test('but what is no matter of contracts stays what it is', async () => {
    await using other = await releaseThatSays('event_data.email: max_length 5', 'disk_full');
    await expect(emitUser({}, other.pool)).rejects.toMatchObject({ code: '53100' });
  });
});

test("a database that is away is told in the driver's words", async () => {
  const away = new Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' });
  await expect(emitUser({}, away)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await away.end();
});

test('a role that may not insert the event is told so', async () => {
  const reader = new Pool({ connectionString: database.urlFor('reader'), max: 1 });
  await expect(emitUser({}, reader)).rejects.toMatchObject({ code: '42501' });
  await reader.end();
});

interface User {
  readonly eventId?: string;
  readonly aggregateId?: string;
  readonly email?: string;
  readonly metadata?: EventMetadataInput | Readonly<Record<string, unknown>>;
}

async function emitUser(
  { eventId, aggregateId = crypto.randomUUID(), email = 'a@b.example', metadata = {} }: User = {},
  client: Queryable = pool,
) {
  const id = eventId === undefined ? {} : { eventId };
  return emitEvent(
    { eventType: 'user.created', aggregateId, eventData: { email }, metadata, ...id },
    { client },
  );
}

/** As JavaScript may: the compiler refuses the type. */
async function emitUnknown(eventType: string): Promise<unknown> {
  return Reflect.apply(emitEvent, undefined, [
    { eventType, aggregateId: crypto.randomUUID(), eventData: {} },
  ]);
}

/** With a client that fails the test when it is used. */
async function nowhere(user: User) {
  return emitUser(user, {
    query: async () => {
      throw new Error('Something was sent.');
    },
  });
}

async function find(id: string): Promise<StoredEvent | undefined> {
  const { rows } = await pool.query<StoredEvent>(
    `SELECT id, sequence_number, event_type, event_version, aggregate_type, aggregate_id, event_data,
       event_metadata, created_at, processed_at, processing_error, retry_count
     FROM domain_events WHERE id = $1`,
    [id],
  );
  return rows[0];
}

async function inTransaction<T>(
  end: 'COMMIT' | 'ROLLBACK',
  use: (client: Queryable) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await use(client);
    await client.query(end);
    return result;
  } finally {
    client.release();
  }
}

/** A database whose contracts are those of another release, so that ours lets pass what it refuses. */
async function releaseThatSays(detail: string, condition: string) {
  const other = await createTestDatabase();
  const owner = new Pool({ connectionString: other.ownerUrl, max: 1 });
  await owner.query(`
    CREATE OR REPLACE FUNCTION contracts.check_event(event_type text, event_version integer,
      aggregate_type text, event_data jsonb, event_metadata jsonb) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
      RAISE ${condition} USING DETAIL = '${detail}', CONSTRAINT = 'domain_events_contract', TABLE = 'domain_events';
    END $$`);
  await owner.end();
  const service = new Pool({ connectionString: other.urlFor('service'), max: 1 });
  return {
    pool: service,
    [Symbol.asyncDispose]: async () => {
      await service.end();
      await other[Symbol.asyncDispose]();
    },
  };
}
