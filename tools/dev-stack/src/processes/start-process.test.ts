import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { startProcess } from './start-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'a4c-test-'));
});
afterAll(async () => rm(folder, { recursive: true }));

const readyLine = `console.log(JSON.stringify({ msg: 'ready', service: 'app', health_url: 'x', extra: process.env.EXTRA }));`;
const stayUp = `setInterval(() => {}, 1000);`;

test('resolves with the ready line, passes the environment on, and ends the process on stop', async () => {
  const entry = await script(`console.log('{"msg":"starting"}'); ${readyLine} ${stayUp}`);
  const lines: string[] = [];
  const app = await startProcess({
    name: 'app',
    entry,
    env: { EXTRA: 'x' },
    log: (l) => lines.push(l),
  });
  expect(app.ready).toMatchObject({ service: 'app', extra: 'x' });
  expect(lines[0]).toBe('{"msg":"starting"}');
  await app.stop();
  expect(await app.exited).toEqual({ code: null, signal: 'SIGTERM' });
  await app.stop();
});

test('rejects with the last output when the process ends before it is ready', async () => {
  const entry = await script(`console.error('DATABASE_URL is not set.'); process.exit(3);`);
  await expect(startProcess({ name: 'relay', entry })).rejects.toMatchObject({
    code: 'process_failed',
    process: 'relay',
    message: expect.stringMatching(
      /^relay ended with code 3 before it was ready\. .*DATABASE_URL/s,
    ),
  });
});

test('rejects when the process is not ready in time, and leaves none behind', async () => {
  const entry = await script(`console.log(process.pid); ${stayUp}`);
  const pids: number[] = [];
  const start = startProcess({
    name: 'app',
    entry,
    readyTimeoutMs: 300,
    log: (l) => pids.push(Number(l)),
  });
  await expect(start).rejects.toThrow('app was not ready within 0.3 s');
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('a signal can be sent, and how the process ended is told', async () => {
  const entry = await script(`${readyLine} ${stayUp}`);
  const app = await startProcess({ name: 'app', entry });
  app.kill('SIGKILL');
  expect(await app.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

async function script(code: string): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.mjs`);
  await writeFile(path, code);
  return path;
}
