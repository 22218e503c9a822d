import { randomUUID } from 'node:crypto';

import { startDatabase, startTemporal } from '@a4c/dev-stack';
import { Connection } from '@temporalio/client';
import { Pool } from 'pg';

/** No worker polls it: what is measured is starting, not running. */
const taskQueue = `bench-${randomUUID()}`;

/** The data of every event and the input of every bare start, so that both send the same. */
const eventData = {
  name: 'Acme Corp',
  slug: 'acme-corp',
  owner_email: 'owner@acme.example',
  tier: 'free',
  subdomain_enabled: false,
};

/**
 * PostgreSQL, Temporal's dev server with its rate limits out of the way, and connections as the
 * service role (writer), the owner (arranging) and to Temporal (the bare reference).
 */
export async function startBenchServices() {
  const limits = {
    'frontend.rps': 100_000,
    'frontend.namespaceRPS': 100_000,
    'history.rps': 100_000,
  };
  const [database, temporal] = await Promise.all([
    startDatabase(log),
    startTemporal({ dynamicConfig: limits, log }),
  ]);
  const writer = new Pool({ connectionString: database.urlFor('service'), max: 1 });
  const owner = new Pool({ connectionString: database.ownerUrl, max: 1 });
  const connection = await Connection.connect({ address: temporal.address, interceptors: [] });
  await owner.query("UPDATE workflow_route SET task_queue = $1 WHERE kind = 'start'", [taskQueue]);

  return {
    writer,
    owner,
    connection,
    taskQueue,
    eventData,
    relayUrl: database.urlFor('relay'),
    temporalAddress: temporal.address,
    async [Symbol.asyncDispose]() {
      await Promise.all([writer.end(), owner.end(), connection.close()]);
      await temporal.stop();
      await database.postgres?.stop();
    },
  };
}

export type BenchServices = Awaited<ReturnType<typeof startBenchServices>>;

function log(line: string): void {
  console.error(line);
}
