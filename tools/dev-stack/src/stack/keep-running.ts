import { setTimeout as pause } from 'node:timers/promises';

import type { Log } from '../processes/log.ts';
import { describeExit } from '../processes/spawn-guarded.ts';
import { type AppName, appNames } from './app-settings.ts';
import type { Stack } from './start-stack.ts';

const firstPauseMs = 500;
const maxPauseMs = 10_000;
/** Who has run for so long starts again after the first pause. */
const stableMs = 60_000;

/**
 * Starts apps again that end unasked, with a growing pause. Resolves with the reason when the stack
 * cannot go on, because a server of ours has ended; until then it goes on.
 */
export async function keepRunning(
  stack: Stack,
  { log, changed, signal }: { log: Log; changed: () => Promise<void>; signal: AbortSignal },
): Promise<string> {
  for (const name of appNames) void keepAppRunning(stack, name, { log, changed, signal });
  const { postgres, temporal } = stack;
  const never = new Promise<never>(() => {});
  return Promise.race([
    postgres?.exited.then((exit) => `PostgreSQL ended with ${describeExit(exit)}.`) ?? never,
    temporal.exited?.then((exit) => `Temporal ended with ${describeExit(exit)}.`) ?? never,
  ]);
}

async function keepAppRunning(
  stack: Stack,
  name: AppName,
  { log, changed, signal }: { log: Log; changed: () => Promise<void>; signal: AbortSignal },
): Promise<void> {
  let pauseMs = firstPauseMs;
  let app = stack.apps[name];
  while (app !== undefined) {
    const startedAt = Date.now();
    const exit = await app.exited;
    if (signal.aborted) return;
    if (Date.now() - startedAt > stableMs) pauseMs = firstPauseMs;
    log(`${name} ended with ${describeExit(exit)}; starting it again in ${pauseMs / 1000} s`);
    app = undefined;
    while (app === undefined) {
      await pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, maxPauseMs);
      if (signal.aborted) return;
      try {
        app = await stack.startApp(name);
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
      }
    }
    await changed();
    log(`${name} runs again`);
  }
}
