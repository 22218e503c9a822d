import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { archiveIn } from '../../archive/testing/archive-in.ts';
import { type ArchiveFixture, createArchiveFixture } from '../testing/archive-fixture.ts';

let cli: ArchiveFixture;
let before: string[];
beforeEach(async () => {
  cli = await createArchiveFixture();
  await cli.insertPlain(3, '2024-04-01');
  await cli.insertPlain(4, '2024-05-01');
  before = await cli.snapshot();
  await archiveAll();
});
afterEach(() => cli[Symbol.asyncDispose]());

const archiveAll = () => archiveIn({ databaseUrl: cli.urlOf('operator'), folder: cli.folder });
const restore = (...more: string[]) => cli.run(['restore', cli.folder, '--yes', ...more]);

test('brings back everything as it was; a second time changes nothing', async () => {
  expect(await restore()).toEqual({ code: 0, signal: null, out: '7 events restored.\n', err: '' });
  expect(await cli.snapshot()).toEqual(before);
  expect(await restore()).toEqual({
    code: 0,
    signal: null,
    out: '0 events restored.\n',
    err: '7 events in the database already.\n',
  });
  expect(await cli.snapshot()).toEqual(before);
});

test('brings back one month, also from files that may only be read', async () => {
  await chmod(cli.folder, 0o500);
  expect(await restore('--month', '2024-05')).toMatchObject({
    code: 0,
    out: '4 events restored.\n',
  });
  expect(await cli.snapshot()).toEqual(before.slice(3));
});

test('new events get their own sequence numbers, and are unaffected', async () => {
  await restore();
  await cli.insertPlain(1, '2026-01-01');
  const { rows } = await cli
    .as('owner')
    .query(
      'SELECT max(sequence_number)::int AS last, count(DISTINCT sequence_number)::int AS all FROM domain_events',
    );
  expect(rows).toEqual([{ last: 8, all: 8 }]);
});

test('until then the story of an event tells that it is in the archive', async () => {
  const { rows } = await cli
    .as('reader')
    .query<{ id: string }>('SELECT event_id AS id FROM archived_event LIMIT 1');
  const { code, err } = await cli.run(['explain', rows[0]?.id ?? '']);
  expect(code).toBe(1);
  expect(err).toMatch(/was moved to the archive at 20\S+ by a4c_operator_login\./);
});

test('a dry run changes nothing', async () => {
  const { code, out } = await cli.run(['restore', cli.folder, '--dry-run']);
  expect({ code, out }).toEqual({
    code: 0,
    out: `Would restore at most 7 events from 2 files of ${cli.folder}. Nothing was done.\n`,
  });
  expect(await cli.idsInTable()).toEqual([]);
});

test('one damaged file keeps all of them out', async () => {
  const name = (await readdir(cli.folder)).find((found) => found.includes('2024-05')) ?? '';
  const content = await readFile(join(cli.folder, name));
  content[content.length - 5] = 0xff;
  await writeFile(join(cli.folder, name), content);
  const { code, err } = await restore();
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(`${name} is damaged`) });
  expect(await cli.idsInTable()).toEqual([]);
});

test('a file that can be unpacked but is not the one that was written keeps all of them out', async () => {
  const name = (await readdir(cli.folder)).find((found) => found.includes('2024-05')) ?? '';
  const [, ...others] = gunzipSync(await readFile(join(cli.folder, name)))
    .toString()
    .split('\n');
  await writeFile(join(cli.folder, name), gzipSync(others.join('\n')));
  const { code, err } = await restore();
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringMatching(
      /is damaged: it has 3 events and the SHA-256 \w+, the manifest says 4/,
    ),
  });
  expect(await cli.idsInTable()).toEqual([]);
});

test('a directory without an archive and a month without events are told', async () => {
  expect(await cli.run(['restore', '/nowhere', '--yes'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('Cannot read /nowhere: it does not exist (ENOENT)'),
  });
  expect(await restore('--month', '2023-01')).toMatchObject({
    code: 1,
    err: expect.stringContaining('holds no events of 2023-01: it has 2024-04 to 2024-05'),
  });
  expect((await restore('--month', 'May')).code).toBe(2);
});

test("another database's archive is not taken", async () => {
  await using other = await createArchiveFixture();
  const { code, out, err } = await other.run(['restore', cli.folder, '--yes']);
  expect({ code, out, err }).toEqual({
    code: 1,
    out: '0 events restored.\n',
    err: '7 events not restored: they were not archived from this database.\n',
  });
});

test('the history can be asked again as if it had never left', async () => {
  const [start = ''] = await cli.insert(1, "'2024-05-03'");
  await cli.giveUp([start]);
  await cli
    .as('operator')
    .query('UPDATE domain_events SET retry_count = 0, processing_error = NULL WHERE id = $1', [
      start,
    ]);
  await cli.acknowledge([start]);
  await cli.as('owner').query('UPDATE workflow_route SET completed_by = NULL, failed_by = NULL');
  await archiveAll();
  expect(await cli.idsInTable()).toEqual([]);
  await restore();
  const status = `SELECT status, (SELECT resolution FROM dead_letter WHERE event_id = $1) AS letter
                  FROM event_status($1)`;
  const { rows } = await cli.as('reader').query(status, [start]);
  expect(rows).toEqual([{ status: 'started', letter: 'reprocessed' }]);
  expect(await cli.count('workflow_dispatch')).toBe(0);
});
