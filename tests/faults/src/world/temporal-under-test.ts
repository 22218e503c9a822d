import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { guardPath, startTemporal, type Temporal } from '@a4c/dev-stack';

/** A Temporal server that can be ended, frozen, and started again with what it had. */
export interface TemporalUnderTest extends AsyncDisposable {
  /** `host:port`, the same after a restart. */
  readonly address: string;
  end(): Promise<void>;
  /** Resolves when it answers for its namespace. */
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

/** Its own limits would be what is tested. */
const dynamicConfig = {
  'frontend.rps': 100_000,
  'frontend.namespaceRPS': 100_000,
  'history.rps': 100_000,
};

export async function startTemporalUnderTest(): Promise<TemporalUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'a4c-faults-'));
  const keepFolder = guardPath(folder);
  const databaseFile = join(folder, 'temporal.db');
  let server: Temporal = await startTemporal({ databaseFile, dynamicConfig });
  const { address } = server;
  const port = Number(address.split(':')[1]);
  const signal = (name: NodeJS.Signals): void => {
    if (server.pid !== undefined) process.kill(server.pid, name);
  };
  return {
    address,
    end: async () => server.stop(),
    async start() {
      server = await startTemporal({ databaseFile, dynamicConfig, port });
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      keepFolder();
    },
  };
}
