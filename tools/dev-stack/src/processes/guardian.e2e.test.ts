import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { expect, test, vi } from 'vitest';

import { isAlive } from './signal-group.ts';

const index = fileURLToPath(new URL('../index.ts', import.meta.url));

/** Starts both services, says where they are, then does what the test wants to see survived. */
const program = `
  import { startPostgres, startTemporal } from ${JSON.stringify(index)};
  const [postgres, temporal] = await Promise.all([startPostgres(), startTemporal()]);
  console.log(JSON.stringify([postgres.pid, temporal.pid]));
  setInterval(() => {}, 1000);
`;

test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
  'PostgreSQL and Temporal end when the process that started them dies of %s',
  async (signal) => {
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface({ input: parent.stdout }), 'line');
    const pids: number[] = JSON.parse(String(line));
    expect(pids.map((pid) => isAlive(pid))).toEqual([true, true]);
    parent.kill(signal);
    // Nobody tells when a process that is no child of ours has ended.
    await vi.waitFor(() => expect(pids.map((pid) => isAlive(pid))).toEqual([false, false]), 10_000);
  },
);

test('a process that returns without stopping its services is not kept running by them', async () => {
  const returning = program.replace('setInterval(() => {}, 1000);', 'process.exit(0);');
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', returning], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: parent.stdout }), 'line');
  const pids: number[] = JSON.parse(String(line));
  await vi.waitFor(() => expect(pids.map((pid) => isAlive(pid))).toEqual([false, false]), 10_000);
  expect(existsSync(`/proc/${parent.pid}`)).toBe(false);
});
