import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { createEnvironmentReader, readDatabaseUrl, runService } from '../index.ts';

/** How long a second signal counts as the first one, and a little more. */
const untilAnotherRequestMs = 600;

/** A process as an app's `main.ts` makes it; `CASE` says how it behaves. */
await runService(process, 'fixture', async ({ env, log }) => {
  const read = createEnvironmentReader(env);
  if (env['CASE'] === 'wrong-configuration') {
    readDatabaseUrl(read);
    read.integer('A4C_FIXTURE_PORT', { default: 1, min: 0, max: 9 });
  }
  read.finish();
  if (env['CASE'] === 'refused-twice') {
    throw new AggregateError([
      new Error('connect ECONNREFUSED ::1:1'),
      new Error('connect ECONNREFUSED 127.0.0.1:1'),
    ]);
  }
  // Keeps the process alive, as a connection of a real service does.
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  if (env['CASE'] === 'never-ready') {
    log.info('starting');
    await once(server, 'close');
  }
  return {
    addresses: { url: 'http://127.0.0.1:1' },
    async stop() {
      if (env['CASE'] === 'stop-fails') throw new Error('The pool did not end.');
      if (env['CASE'] === 'stop-hangs') {
        await pause(untilAnotherRequestMs);
        log.info('still stopping');
        await once(server, 'close');
      }
      server.close();
    },
  };
});
