import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { type ArchiveFixture, createArchiveFixture } from '../testing/archive-fixture.ts';

const bin = fileURLToPath(new URL('../../../bin/a4c-relay.mjs', import.meta.url));

let cli: ArchiveFixture;
beforeEach(async () => {
  cli = await createArchiveFixture();
});
afterEach(() => cli[Symbol.asyncDispose]());

test('a full disk ends it with 1: what was written before is moved, the rest stays, and a larger one takes it', async () => {
  const [small, large] = [
    await cli.insertPlain(5, '2024-04-01'),
    await cli.insertIncompressible(100, '2024-05-01'),
  ];
  const disk = await createSmallDisk();
  try {
    const { code, out, err } = await archive(disk.path, disk.limit);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`5 events moved to ${disk.path} before it failed.`);
    expect(err).toMatch(
      /error: Cannot write .*events-2024-05.*: (the disk is full \(ENOSPC\)|files may not grow that large here \(EFBIG\))\./,
    );
    expect(await cli.idsInTable()).toEqual(large.toSorted());
    expect(await cli.idsInArchive(disk.path)).toEqual(small.toSorted());
    expect((await readdir(disk.path)).filter((name) => name.endsWith('.partial'))).toEqual([]);

    disk.grow();
    expect(await archive(disk.path)).toMatchObject({ code: 0 });
    expect(await cli.idsInTable()).toEqual([]);
    expect(await cli.idsInArchive(disk.path)).toEqual([...small, ...large].toSorted());
  } finally {
    disk.remove();
  }
});

test('a directory that may not be written to is refused before anything is done', async () => {
  await cli.insertPlain(2, '2024-05-01');
  await chmod(cli.folder, 0o500);
  // root without its privilege is bound by the mode as everyone else.
  const prefix = process.getuid?.() === 0 ? 'exec setpriv --bounding-set=-dac_override' : 'exec';
  const { code, err } = await archive(cli.folder, '', prefix);
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringMatching(/^error: Cannot write .*: this user may not write there \(EACCES\)/),
  });
  expect(await cli.idsInTable()).toHaveLength(2);
});

/** Runs the bin in a shell, so that limits can be set for it. */
async function archive(folder: string, limit = '', prefix = 'exec') {
  const command = `${limit} ${prefix} "$@"`;
  const args = [bin, 'archive', '--before', '2024-06-01', '--to', folder, '--yes'];
  const child = spawn('bash', ['-c', command, 'bash', process.execPath, ...args], {
    env: { PATH: process.env['PATH'], DATABASE_URL: cli.urlOf('operator') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[code], out, err] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, out, err };
}

/**
 * A file system of 1 MiB, which only root can make; without root, files of at most 512 KiB, which
 * the system refuses to write on with EFBIG instead of ENOSPC, at the same place.
 */
async function createSmallDisk() {
  const path = join(cli.folder, 'disk');
  await mkdir(path);
  try {
    asRoot('mount -t tmpfs -o size=1m tmpfs', path);
  } catch {
    return { path, limit: 'ulimit -f 512;', grow: () => {}, remove: () => {} };
  }
  return {
    path,
    limit: '',
    grow: () => asRoot('mount -o remount,size=32m', path),
    remove: () => asRoot('umount', path),
  };
}

function asRoot(command: string, path: string): void {
  execFileSync('sh', ['-c', `${command} "$1"`, 'sh', path], { stdio: 'ignore' });
}
