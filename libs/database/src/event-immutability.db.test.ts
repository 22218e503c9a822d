import type { DatabaseRole } from '@a4c/test-harness';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
  using,
} from './testing/database-under-test.ts';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterAll(async () => database[Symbol.asyncDispose]());

const said = {
  id: 'gen_random_uuid()',
  sequence_number: 'DEFAULT',
  event_type: "'user.created'",
  event_version: '0',
  aggregate_type: "'user'",
  aggregate_id: 'gen_random_uuid()',
  event_data: `event_data || '{"tier": "enterprise"}'`,
  event_metadata: `event_metadata || '{"tags": ["forged"]}'`,
  created_at: "created_at - interval '1 day'",
};

describe.each(Object.entries(said))('%s never changes', (column, value) => {
  const update = `UPDATE domain_events SET ${column} = ${value} WHERE id = $1`;

  test('not even by the owner or a superuser', async () => {
    const event = await database.insert();
    const immutable = {
      code: '55000',
      message: `event ${event.id} is immutable`,
      hint: expect.stringContaining('Emit a further event'),
    };
    await expect(database.owner.query(update, [event.id])).rejects.toMatchObject(immutable);
    await expect(database.admin.query(update, [event.id])).rejects.toMatchObject(immutable);
    expect(await database.find(event.id)).toEqual(event);
  });

  test.each<DatabaseRole>(['edge', 'service', 'worker', 'relay', 'operator', 'reader'])(
    'nor by a4c_%s',
    async (role) => {
      const event = await database.insert();
      await expect(database.as(role).query(update, [event.id])).rejects.toMatchObject({
        code: role === 'relay' && column === 'event_metadata' ? '55000' : '42501',
      });
      expect(await database.find(event.id)).toEqual(event);
    },
  );
});

test('an update that repeats what the event says is none', async () => {
  const event = await database.insert();
  const same = 'UPDATE domain_events SET event_data = event_data, aggregate_id = aggregate_id';
  await database.owner.query(`${same} WHERE id = $1`, [event.id]);
  expect(await database.find(event.id)).toEqual(event);
});

test('of the metadata the relay writes its own keys, and neither removes nor adds others', async () => {
  const event = await database.insert({ metadata: { tags: ['a'], custom: { deep: 1 } } });
  const write = (change: string) =>
    database
      .as('relay')
      .query(`UPDATE domain_events SET event_metadata = ${change} WHERE id = $1`, [event.id]);
  await write(`event_metadata || '{"workflow_id": "w", "workflow_type": "aWorkflow", "retry_count": 3,
    "processing_error": "e", "parent_workflow_id": "p", "parent_workflow_type": "bWorkflow",
    "workflow_run_id": "019b76da-a800-7000-8000-000000000001",
    "parent_workflow_run_id": "019b76da-a800-7000-8000-000000000002"}'`);
  for (const change of [
    "event_metadata - 'custom'",
    "event_metadata - 'tags'",
    `event_metadata || '{"activity_id": "forgedActivity"}'`,
    `event_metadata || '{"user_id": "019b76da-a800-7000-8000-000000000001"}'`,
    `jsonb_set(event_metadata, '{custom,deep}', '2')`,
    `'{"timestamp": "2026-01-02T03:04:05.679Z"}'`,
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- each on the same row
    await expect(write(change)).rejects.toMatchObject({ code: '55000' });
  }
  expect((await database.find(event.id)).event_metadata).toMatchObject({
    tags: ['a'],
    custom: { deep: 1 },
    workflow_id: 'w',
  });
});

describe('an event is never removed', () => {
  const refused = {
    code: '55000',
    message: expect.stringMatching(/^(DELETE|TRUNCATE) on domain_events is refused/),
    hint: expect.stringContaining('remove_events_before'),
  };

  test.each([
    'DELETE FROM domain_events',
    'DELETE FROM domain_events WHERE false',
    'TRUNCATE domain_events',
  ])('by %s, whoever asks', async (statement) => {
    const event = await database.insert();
    await expect(database.owner.query(statement)).rejects.toMatchObject(refused);
    await expect(database.admin.query(statement)).rejects.toMatchObject(refused);
    for (const role of ['edge', 'service', 'worker', 'relay', 'operator', 'reader'] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one role after the other
      await expect(database.as(role).query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    expect(await database.find(event.id)).toEqual(event);
  });

  test('by a permit that another transaction holds', async () => {
    await using(database.owner, async (other) => {
      await other.query('BEGIN');
      await other.query('INSERT INTO event_removal_permit VALUES (pg_current_xact_id())');
      await expect(database.owner.query('DELETE FROM domain_events')).rejects.toMatchObject(
        refused,
      );
      await other.query('COMMIT');
    });
    await expect(database.owner.query('DELETE FROM domain_events')).rejects.toMatchObject(refused);
    await database.owner.query('DELETE FROM event_removal_permit');
  });
});

describe('rows from before the contracts', () => {
  test('are refused as new ones, whoever inserts them', async () => {
    const insert = `
      INSERT INTO domain_events (event_type, event_version, aggregate_type, aggregate_id, event_data, event_metadata)
      VALUES ('organization.created', 0, 'organization', gen_random_uuid(), '{"old": "S3CRET"}', '{}')`;
    for (const pool of [
      database.as('service'),
      database.as('worker'),
      database.owner,
      database.admin,
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one role after the other
      const refusal: unknown = await pool.query(insert).catch((error: unknown) => error);
      expect(refusal).toMatchObject({
        code: '23514',
        constraint: 'domain_events_contract',
        table: 'domain_events',
        column: 'event_version',
        detail: 'event_version: unknown_event_version',
        message: 'event_version 0 marks rows from before the contracts',
      });
      expect(JSON.stringify(refusal)).not.toContain('S3CRET');
    }
  });

  test('can be acknowledged and reprocessed although they break every contract', async () => {
    const id = await insertLegacy();
    await database.as('relay').query(
      `UPDATE domain_events SET processed_at = clock_timestamp(),
         event_metadata = event_metadata || '{"workflow_id": "w"}' WHERE id = $1`,
      [id],
    );
    await database.reprocess([id]);
    expect(await database.find(id)).toMatchObject({
      event_version: 0,
      processed_at: null,
      event_data: { old: true },
      event_metadata: { workflow_id: 'w' },
    });
  });

  test('cannot be told as of another version', async () => {
    const id = await insertLegacy();
    await expect(
      database.admin.query('UPDATE domain_events SET event_version = 1 WHERE id = $1', [id]),
    ).rejects.toMatchObject({ code: '55000' });
  });
});

/** As an import of old rows would be done: by the owner, with the trigger off. */
async function insertLegacy(): Promise<string> {
  return using(database.owner, async (owner) => {
    await owner.query('BEGIN');
    await owner.query('ALTER TABLE domain_events DISABLE TRIGGER stamp_new_event');
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO domain_events (event_type, event_version, aggregate_type, aggregate_id, event_data,
         event_metadata, processed_at)
       VALUES ('organization.bootstrap_initiated', 0, 'organization', gen_random_uuid(), '{"old": true}', '{}',
         clock_timestamp()) RETURNING id`,
    );
    await owner.query('ALTER TABLE domain_events ENABLE TRIGGER stamp_new_event');
    await owner.query('COMMIT');
    return only(rows).id;
  });
}
