import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { copyWorkspace } from './testing/workspace-copy.ts';

// Every command starts Nx, which takes seconds each time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const fields = 'libs/contracts/src/events/organization/organization-fields.ts';
const sql = 'libs/database/src/generated/contracts.sql';
const lock = 'libs/contracts/contracts.lock.json';

let copy: ReturnType<typeof copyWorkspace>;
beforeAll(() => {
  copy = copyWorkspace();
});
afterAll(() => copy[Symbol.dispose]());

/** Runs the check on a file that is changed for as long as it takes. */
function checkWith(path: string, change: (text: string) => string) {
  const before = copy.read(path);
  const after = change(before);
  expect(after).not.toBe(before);
  copy.write(path, after);
  try {
    return copy.nx('sync:check');
  } finally {
    copy.write(path, before);
  }
}

test('drift is seen while the daemon runs, which keeps modules that it has imported', () => {
  expect(copy.nx('sync:check')).toMatchObject({ status: 0 });
  expect(copy.nx('daemon').output).toContain('currently running');
  const outOfSync = {
    status: 1,
    output: expect.stringContaining('Generated files differ from the contracts.'),
  };
  expect(checkWith(fields, (text) => text.replace('max(63)', 'max(64)'))).toMatchObject(outOfSync);
  expect(checkWith(sql, (text) => `${text}-- by hand\n`)).toMatchObject(outOfSync);
  expect(checkWith(lock, (text) => `${text}\n`)).toMatchObject(outOfSync);
  expect(checkWith(lock, (text) => text.replace('"bound": 63', '"bound": 70'))).toMatchObject({
    status: 1,
    output: expect.stringMatching(/was edited: .* does not have the hash that stands beside it/),
  });
  expect(checkWith(fields, (text) => text.replace('max(63)', 'max(62)'))).toMatchObject({
    status: 1,
    output: expect.stringContaining('event_data.slug: "max_length 62" was not asked for before.'),
  });
  copy.write('apps/worker/src/generated/old.ts', '');
  expect(copy.nx('sync:check')).toMatchObject(outOfSync);
  expect(copy.nx('sync')).toMatchObject({ status: 0 });
  expect(copy.exists('apps/worker/src/generated/old.ts')).toBe(false);
  expect(copy.nx('sync:check')).toMatchObject({ status: 0 });
});
