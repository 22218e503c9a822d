import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { createCliFixture } from './cli-fixture.ts';

/** A database with old events, and a directory for the archive. */
export async function createArchiveFixture() {
  const cli = await createCliFixture();
  const folder = await mkdtemp(join(tmpdir(), 'a4c-archive-'));

  /** Events that start nothing, so many a day from this day on; their e-mail address is payload. */
  async function insertPlain(count: number, from: string): Promise<string[]> {
    const { rows } = await cli.as('service').query<{ id: string }>(
      `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata, created_at)
       SELECT 'user.created', 'user', gen_random_uuid(), '{"email": "payload@acme.example"}',
         '{"timestamp": "2026-01-01T00:00:00.000Z", "exact": 12345678901234567890.10, "note": "a\\u2028b"}',
         $1::timestamptz + n * interval '1 minute'
       FROM generate_series(0, $2::int - 1) n RETURNING id`,
      [from, count],
    );
    return rows.map(({ id }) => id);
  }

  /** Events of 20 kB of which compression saves half: 10 kB each on the disk. */
  async function insertIncompressible(count: number, from: string): Promise<string[]> {
    const { rows } = await cli.as('service').query<{ id: string }>(
      `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata, created_at)
       SELECT 'user.created', 'user', gen_random_uuid(), '{"email": "payload@acme.example"}',
         jsonb_build_object('timestamp', '2026-01-01T00:00:00.000Z', 'noise',
           (SELECT string_agg(md5(n || ' ' || k), '') FROM generate_series(1, 640) k)),
         $1::timestamptz + n * interval '1 minute'
       FROM generate_series(0, $2::int - 1) n RETURNING id`,
      [from, count],
    );
    return rows.map(({ id }) => id);
  }

  return {
    ...cli,
    folder,
    insertPlain,
    insertIncompressible,

    /** Ids of all events that the table holds, sorted. */
    async idsInTable(): Promise<string[]> {
      const { rows } = await cli.as('owner').query<{ id: string }>('SELECT id FROM domain_events');
      return rows.map(({ id }) => id).toSorted();
    },

    /** Ids of all lines of the archive, sorted; also of files that the manifest does not name yet. */
    async idsInArchive(path = folder): Promise<string[]> {
      return (await linesOf(path)).map((line) => idOf(line)).toSorted();
    },

    /** All that the database holds of events, as text. */
    async snapshot(): Promise<string[]> {
      const { rows } = await cli
        .as('owner')
        .query<{ line: string }>(
          'SELECT archived_record(id) AS line FROM domain_events ORDER BY sequence_number',
        );
      return rows.map(({ line }) => line);
    },

    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
      await cli[Symbol.asyncDispose]();
    },
  };
}

export type ArchiveFixture = Awaited<ReturnType<typeof createArchiveFixture>>;

async function linesOf(path: string): Promise<string[]> {
  const names = (await readdir(path)).filter((name) => name.endsWith('.ndjson.gz'));
  const contents = await Promise.all(names.map(async (name) => readFile(join(path, name))));
  return contents.flatMap((content) => gunzipSync(content).toString().trimEnd().split('\n'));
}

function idOf(line: string): string {
  const record: { event: { id: string } } = JSON.parse(line);
  return record.event.id;
}
