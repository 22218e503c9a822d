import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { expect, test } from 'vitest';

import { goldenFiles } from './golden-files.ts';

const folder = join(import.meta.dirname, 'generated');
const tsc = join(import.meta.dirname, '../../../../../node_modules/.bin/tsc');

/** Set A4C_UPDATE_GOLDEN=true to print them anew, then read the difference before it is committed. */
if (process.env['A4C_UPDATE_GOLDEN'] === 'true') {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(goldenFiles)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test.each(Object.entries(goldenFiles))('%s is printed as it was read by a person', (path, text) => {
  expect(text).toBe(readFileSync(join(folder, path), 'utf8'));
});

test('no golden file is left over from what was printed once', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'));
  expect(files.toSorted()).toEqual(Object.keys(goldenFiles).toSorted());
});

test('the golden TypeScript passes the type-check, all of it', { timeout: 60_000 }, () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [tsc, '--project', import.meta.dirname, '--listFiles'],
    { encoding: 'utf8' },
  );
  const lines = stdout.split('\n');
  const checked = new Set(lines.map((line) => relative(folder, line).replaceAll('\\', '/')));
  const wanted = Object.keys(goldenFiles).filter((path) => path.endsWith('.ts'));
  expect({
    status,
    errors: lines.filter((line) => line.includes('error TS')),
    unseen: wanted.filter((path) => !checked.has(path)),
  }).toEqual({ status: 0, errors: [], unseen: [] });
});
