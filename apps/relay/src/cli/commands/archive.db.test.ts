import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { archiveIn } from '../../archive/testing/archive-in.ts';
import { restoreIn } from '../../archive/testing/restore-in.ts';
import { type ArchiveFixture, createArchiveFixture } from '../testing/archive-fixture.ts';

let cli: ArchiveFixture;
beforeEach(async () => {
  cli = await createArchiveFixture();
});
afterEach(() => cli[Symbol.asyncDispose]());

const archive = (...more: string[]) => [
  'archive',
  '--before',
  '2024-06-15',
  '--to',
  cli.folder,
  ...more,
];

/** All of before June, as a run before would have done it. */
const archiveBefore = () => archiveIn({ databaseUrl: cli.urlOf('operator'), folder: cli.folder });

test('moves the events of before the time to one file a month, and tells how many', async () => {
  const april = await cli.insertPlain(3, '2024-04-30T23:58:00Z');
  const june = await cli.insertPlain(4, '2024-06-14T23:58:00Z');
  const { code, out, err } = await cli.run(archive('--yes'));
  expect({ code, out }).toEqual({ code: 0, out: `5 events moved to ${cli.folder}.\n` });
  expect(err).toMatch(/2024-04 +2\n +2024-05 +1\n +2024-06 +2/);
  expect(await cli.idsInTable()).toEqual(june.slice(2).toSorted());
  expect(await cli.idsInArchive()).toEqual([...april, ...june.slice(0, 2)].toSorted());
});

test('the manifest counts, and holds checksums that sha256sum confirms', async () => {
  await cli.insertPlain(3, '2024-05-01');
  await cli.run(archive('--yes'));
  const { files } = JSON.parse(await readFile(join(cli.folder, 'manifest.json'), 'utf8'));
  expect(files).toEqual([
    {
      name: expect.stringMatching(/^events-2024-05-000000000001-[0-9a-f]{8}\.ndjson\.gz$/),
      month: '2024-05',
      events: 3,
      bytes: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      first_sequence_number: 1,
      last_sequence_number: 3,
      first_created_at: '2024-05-01T00:00:00+00:00',
      last_created_at: '2024-05-01T00:02:00+00:00',
      contract_set: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ]);
  const input = `${files[0].sha256}  ${files[0].name}\n`;
  const checked = execFileSync('sh', ['-c', 'sha256sum --check'], { cwd: cli.folder, input });
  expect(checked.toString()).toContain(': OK');
});

test('what is written is private, holds every number as it was, and can be unpacked with gzip', async () => {
  await cli.insertPlain(1, '2024-05-01');
  const [line = ''] = await cli.snapshot();
  await cli.run(archive('--yes'));
  const [name = ''] = (await readdir(cli.folder)).filter((found) => found.endsWith('.gz'));
  const file = join(cli.folder, name);
  expect(execFileSync('gzip', ['-dc', file]).toString()).toBe(`${line}\n`);
  expect(line).toContain('"exact": 12345678901234567890.10');
  expect(execFileSync('stat', ['-c', '%a', file]).toString()).toBe('600\n');
});

test('says what stays, and why; also when nothing else is there', async () => {
  await cli.insert(2, "'2024-01-01'");
  const [started = ''] = await cli.insert(1, "'2024-01-02'");
  await cli.acknowledge([started]);
  const { code, out } = await cli.run(archive('--yes'));
  expect(code).toBe(0);
  expect(out).toContain('No event of before 2024-06-15T00:00:00.000000Z may be archived.');
  expect(out).toContain(
    'Stay: 2 events, since their workflow, or another event of it, is still to be started.',
  );
  expect(out).toContain('Stay: 1 event, since their workflow has emitted no outcome yet.');
  expect(await cli.idsInTable()).toHaveLength(3);
});

describe('before anything is done', () => {
  test('a dry run only counts, and makes no directory', async () => {
    await cli.insertPlain(3, '2024-05-01');
    const to = join(cli.folder, 'new');
    const { code, out } = await cli.run([
      'archive',
      '--before',
      '2 years',
      '--to',
      to,
      '--dry-run',
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Would move 3 events of before .*\n +2024-05 +3\nNothing was done\.\n$/);
    expect(await readdir(cli.folder)).toEqual([]);
  });

  test('without a terminal it wants --yes', async () => {
    await cli.insertPlain(3, '2024-05-01');
    const { code, err } = await cli.run(archive());
    expect(code).toBe(2);
    expect(err).toContain('Add --yes');
    expect(await cli.idsInTable()).toHaveLength(3);
  });

  test.each([
    ['no time', ['archive', '--to', 'x'], '--before'],
    ['no directory', ['archive', '--before', '2 years'], '--to'],
    ['a time that is none', ['archive', '--before', 'soon', '--to', 'x'], 'Give "2 years"'],
    ['a time to come', ['archive', '--before', '2999-01-01', '--to', 'x'], 'is still to come'],
  ])('%s is wrong use', async (_what, args, message) => {
    const { code, err } = await cli.run(args);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });

  test('a directory with other files is refused', async () => {
    await cli.insertPlain(1, '2024-05-01');
    await writeFile(join(cli.folder, 'notes.txt'), '');
    await writeFile(join(cli.folder, '.hidden'), '');
    const { code, err } = await cli.run(archive('--yes'));
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('holds "notes.txt", which is no part'),
    });
    expect(await cli.idsInTable()).toHaveLength(1);
  });

  test.each([
    ['is a file', '/etc/hostname', 'it is no directory'],
    ['has no parent', '/nowhere/archive', 'it does not exist'],
  ])('a directory that %s is refused', async (_what, to, message) => {
    await cli.insertPlain(1, '2024-05-01');
    const { code, err } = await cli.run(['archive', '--before', '2 years', '--to', to, '--yes']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(message) });
    expect(await cli.idsInTable()).toHaveLength(1);
  });

  test.each(['reader', 'relay', 'service'] as const)('a4c_%s lacks the right', async (role) => {
    const { code, err } = await cli.run(archive('--yes'), { role });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('a4c_operator') });
  });

  test('a second run beside the first is refused', async () => {
    const first = await cli.as('operator').connect();
    await first.query('SELECT pg_advisory_lock(4200420012)');
    const { code, err } = await cli.run(archive('--yes'));
    first.release(true);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('Another a4c-relay archive or restore runs'),
    });
  });
});

describe('a later run', () => {
  test('adds what has become old since, and leaves the files that are there', async () => {
    const old = await cli.insertPlain(2, '2024-05-01');
    await archiveBefore();
    const before = await readdir(cli.folder);
    const imported = await cli.insertPlain(2, '2024-05-02');
    expect((await cli.run(archive('--yes'))).out).toContain('2 events moved');
    expect(await readdir(cli.folder)).toEqual(expect.arrayContaining(before));
    expect(await cli.idsInArchive()).toEqual([...old, ...imported].toSorted());
  });

  test('removes events that the archive holds without writing them again', async () => {
    await cli.insertPlain(3, '2024-05-01');
    await archiveBefore();
    await restoreIn(cli.urlOf('operator'), cli.folder);
    const before = await readdir(cli.folder);
    expect((await cli.run(archive('--yes'))).out).toContain('3 events moved');
    expect(await readdir(cli.folder)).toEqual(before);
    expect(await cli.idsInTable()).toEqual([]);
  });

  test('makes a lost manifest anew', async () => {
    await cli.insertPlain(3, '2024-05-01');
    await archiveBefore();
    const manifest = await readFile(join(cli.folder, 'manifest.json'), 'utf8');
    await rm(join(cli.folder, 'manifest.json'));
    await cli.run(archive('--yes'));
    expect(await readFile(join(cli.folder, 'manifest.json'), 'utf8')).toBe(manifest);
  });

  test('removes nothing by a damaged file', async () => {
    await cli.insertPlain(300, '2024-05-01');
    await archiveBefore();
    await restoreIn(cli.urlOf('operator'), cli.folder);
    const [name = ''] = await readdir(cli.folder);
    const content = await readFile(join(cli.folder, name));
    await writeFile(join(cli.folder, name), content.subarray(0, content.length - 20));
    const { code, err } = await cli.run(archive('--yes'));
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('is damaged') });
    expect(await cli.idsInTable()).toHaveLength(300);
  });

  test('goes on where files were moved to another place', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'a4c-archive-'));
    await cli.insertPlain(2, '2024-05-01');
    await archiveBefore();
    const [name = ''] = await readdir(cli.folder);
    execFileSync('mv', [join(cli.folder, name), elsewhere]);
    const added = await cli.insertPlain(1, '2024-05-01');
    expect((await cli.run(archive('--yes'))).code).toBe(0);
    expect(await cli.idsInArchive()).toEqual(added);
    await rm(elsewhere, { recursive: true });
  });
});

test('no payload is written to a terminal or a log', async () => {
  await cli.insertPlain(2, '2024-05-01');
  const runs = [await cli.run(archive('--yes')), await cli.run(['restore', cli.folder, '--yes'])];
  for (const { out, err } of runs) expect(out + err).not.toContain('payload@');
});
