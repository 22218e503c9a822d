/**
 * The process behind `guardian.ts`: reads what to watch from stdin and, when stdin ends because the
 * parent is gone, ends those processes and removes those directories. Started by nobody else.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

import type { GuardianMessage } from './guardian.ts';
import { isAlive, signalGroup } from './signal-group.ts';

const processes = new Map<number, { signal: NodeJS.Signals; graceMs: number }>();
/** What was killed may have children that write for a moment longer: 5 s in all. */
const removals = 50;
const removalPauseMs = 100;

const directories = new Set<string>();

// Only the end of stdin ends it: it must outlive the parent by the time the cleaning takes.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const message: GuardianMessage = JSON.parse(line);
  if ('watch' in message) processes.set(message.watch, message);
  else if ('unwatch' in message) processes.delete(message.unwatch);
  else if ('remove' in message) directories.add(message.remove);
  else directories.delete(message.keep);
}
// The last first: an app drains into the servers that were started before it.
for (const [pid, ending] of [...processes].toReversed()) await end(pid, ending);
for (const path of directories) await remove(path);

async function end(pid: number, ending: { signal: NodeJS.Signals; graceMs: number }) {
  signalGroup(pid, ending.signal);
  const deadline = Date.now() + ending.graceMs;
  // They are not this process's children, so there is no exit event to wait for.
  while (isAlive(pid) && Date.now() < deadline) await pause(20);
  signalGroup(pid, 'SIGKILL');
}

async function remove(path: string) {
  for (let left = removals; left > 0; left -= 1) {
    try {
      rmSync(path, { recursive: true, force: true });
      return;
    } catch {
      await pause(removalPauseMs);
    }
  }
}
