import type { StoredEvent } from '@a4c/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  createDatabaseUnderTest,
  type DatabaseUnderTest,
  only,
} from './testing/database-under-test.ts';

const refused = { code: '23514', constraint: 'domain_events_contract' };
const run = '01890a5d-ac96-774b-bcce-b302099a8057';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await createDatabaseUnderTest();
});
afterAll(async () => database[Symbol.asyncDispose]());

describe('what a relay says with an acknowledgement', () => {
  test.each<[string, unknown]>([
    ['workflow_id', 'a'.repeat(256)],
    ['workflow_id', 7],
    ['workflow_id', null],
    ['workflow_run_id', 'no run'],
    ['workflow_run_id', `${run} `],
    ['workflow_run_id', run.replace('774b', '074b')],
    ['workflow_run_id', run.replace('bcce', 'ccce')],
    ['workflow_run_id', { run }],
    ['workflow_type', 'Upper'],
    ['workflow_type', 'a b'],
    ['workflow_type', 'aé'],
    ['workflow_type', 'a\n'],
    ['workflow_type', 'a'.repeat(101)],
    ['workflow_type', true],
    ['parent_workflow_id', 7],
    ['parent_workflow_run_id', 'no run'],
    ['parent_workflow_type', 'a b'],
    ['processing_error', 'a'.repeat(1_001)],
    ['retry_count', -1],
    ['retry_count', 'many'],
  ])('is refused with %s = %j', async (key, value) => {
    const event = await database.insert();
    await expect(acknowledge(event, { [key]: value })).rejects.toMatchObject({
      ...refused,
      detail: expect.stringContaining(`event_metadata.${key}`),
    });
  });

  test.each<[string, unknown]>([
    ['workflow_id', '€'.repeat(255)],
    ['workflow_run_id', run.toUpperCase()],
    ['workflow_type', 'a'.repeat(100)],
    ['parent_workflow_id', 'parent-1'],
    ['processing_error', 'a'.repeat(1_000)],
    ['retry_count', 7],
  ])('is taken with %s = %j', async (key, value) => {
    const event = await database.insert();
    await acknowledge(event, { [key]: value });
    expect((await database.find(event.id)).event_metadata).toMatchObject({ [key]: value });
  });

  test('does not stand for what a later write says', async () => {
    const event = await database.insert();
    await acknowledge(event, {});
    await expect(
      database
        .as('relay')
        .query(
          `UPDATE domain_events SET event_metadata = event_metadata || '{"workflow_type": "a b"}' WHERE id = $1`,
          [event.id],
        ),
    ).rejects.toMatchObject(refused);
  });
});

test('an event whose acknowledgement is as always is not checked again', async () => {
  const [first, second] = [await database.insert(), await database.insert()];
  const { rows } = await database.owner.query<{ source: string }>(
    "SELECT pg_get_functiondef('contracts.check_event(text, integer, text, jsonb, jsonb)'::regprocedure) AS source",
  );
  await database.owner.query(`
    CREATE OR REPLACE FUNCTION contracts.check_event(event_type text, event_version integer, aggregate_type text,
      event_data jsonb, event_metadata jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false'`);
  try {
    expect(await database.start(first)).toMatchObject([{ id: first.id }]);
    await expect(database.failStart(second)).rejects.toMatchObject(refused);
  } finally {
    await database.owner.query(only(rows).source);
  }
});

test('a new event is checked, whatever its writer says', async () => {
  await expect(
    database.owner.query(
      `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata, content_kept)
       VALUES ('user.created', 'user', gen_random_uuid(), '{}', '{"timestamp":"2026-01-02T03:04:05.678Z"}', true)`,
    ),
  ).rejects.toMatchObject(refused);
});

/** As the relay's role could, with the keys of a start and others. */
async function acknowledge(event: StoredEvent, keys: Record<string, unknown>): Promise<void> {
  const start = { workflow_id: 'w', workflow_run_id: run, workflow_type: 'w' };
  await database.as('relay').query(
    `UPDATE domain_events SET processed_at = clock_timestamp(), content_kept = true,
       event_metadata = event_metadata || $2 WHERE id = $1`,
    [event.id, JSON.stringify({ ...start, ...keys })],
  );
}
