import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { isAlive } from './processes/signal-group.ts';

const root = join(import.meta.dirname, '../../..');

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'a4c-test-'));
  file = join(folder, 'dev.json');
});
afterEach(async () => rm(folder, { recursive: true }));

test('it stays up, starts a killed relay again, and ends everything on SIGTERM', async () => {
  const dev = startDev();
  await dev.says('Ctrl-C ends everything.');
  const before = await readDevFile();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(Object.keys(before)).toEqual([
    'database_url',
    'temporal_address',
    'temporal_ui_url',
    'edge_url',
    'token',
    'processes',
  ]);
  expect(Object.keys(before.processes)).toEqual(
    expect.arrayContaining(['postgres', 'temporal', 'relay', 'worker', 'edge']),
  );
  expect((await fetch(before.temporal_ui_url)).status).toBe(200);
  expect((await fetch(`${before.edge_url}/healthz`)).status).toBe(200);

  process.kill(before.processes['relay'] ?? 0, 'SIGKILL');
  await dev.says('relay runs again');
  const after = await readDevFile();
  expect(after.processes['relay']).not.toBe(before.processes['relay']);
  expect(after.edge_url).toBe(before.edge_url);

  dev.child.kill('SIGTERM');
  await once(dev.child, 'exit');
  expect(dev.child.exitCode).toBe(0);
  expect(Object.values(after.processes).filter((pid) => isAlive(pid))).toEqual([]);
  expect(existsSync(file)).toBe(false);
});

test('it ends with a clear message when PostgreSQL ends', async () => {
  const dev = startDev();
  await dev.says('Ctrl-C ends everything.');
  const { processes } = await readDevFile();
  process.kill(processes['postgres'] ?? 0, 'SIGKILL');
  await dev.says('PostgreSQL ended with SIGKILL. The others are stopped.');
  await once(dev.child, 'exit');
  expect(dev.child.exitCode).toBe(1);
  expect(Object.values(processes).filter((pid) => isAlive(pid))).toEqual([]);
});

test('kill -9 leaves neither a process nor the file behind', async () => {
  const dev = startDev('tools/dev-stack/src/dev.ts');
  await dev.says('Ctrl-C ends everything.');
  const { processes } = await readDevFile();
  dev.child.kill('SIGKILL');
  await vi.waitFor(() => {
    expect(Object.values(processes).filter((pid) => isAlive(pid))).toEqual([]);
    expect(existsSync(file)).toBe(false);
  }, 15_000);
});

test('Ctrl-C in the middle of the start ends what was started', async () => {
  const dev = startDev();
  await dev.says('Temporal listens on');
  dev.child.kill('SIGINT');
  await once(dev.child, 'exit');
  expect(dev.child.exitCode).toBe(0);
  expect(existsSync(file)).toBe(false);
});

type DevFile = Record<'edge_url' | 'temporal_ui_url' | 'token', string> & {
  processes: Record<string, number>;
};

async function readDevFile(): Promise<DevFile> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** `npm run dev`, or its program without the bootstrap that stands between. */
function startDev(...entry: string[]): {
  child: ChildProcess;
  says: (text: string) => Promise<void>;
} {
  const command =
    entry.length > 0 ? entry : ['scripts/bootstrap.mjs', 'tools/dev-stack/src/dev.ts'];
  const child = spawn(process.execPath, [...command, '--file', file], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', TEMPORAL_ADDRESS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const says = async (text: string) =>
    vi.waitFor(() => expect(lines).toContainEqual(expect.stringContaining(text)), 60_000);
  return { child, says };
}
