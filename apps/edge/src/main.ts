import { setTimeout as pause } from 'node:timers/promises';

import { registry } from '@a4c/contracts';
import { runService } from '@a4c/service';
import { createInvitationTokens } from '@a4c/service/invitation-token';

import { readEdgeConfig } from './config.ts';
import { connectDatabase, createEdgePool, type DatabasePorts } from './connect-database.ts';
import { createEdge } from './handler/create-edge.ts';
import type { Log } from './handler/log.ts';
import { createVerifyToken } from './handler/verify-token.ts';
import { serveEdge } from './serve-edge.ts';

const readinessIntervalMs = 500;

/** It serves meanwhile, so that `/readyz` says why it is not ready. */
async function untilReady({ findReasonsNotReady }: DatabasePorts, log: Log): Promise<void> {
  let said = '';
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    const reasons = await findReasonsNotReady();
    if (reasons.length === 0) return;
    if (reasons.join() !== said) log.warn({ reasons }, 'not ready');
    said = reasons.join();
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    await pause(readinessIntervalMs);
  }
}

await runService(process, 'edge', async ({ env, log }) => {
  const config = readEdgeConfig(env);
  const pool = createEdgePool(config.databaseUrl, { log });
  const database = connectDatabase(pool);
  const edge = createEdge({
    ...database,
    contracts: registry,
    verifyToken: createVerifyToken(config.tokens),
    issueOf: createInvitationTokens(config.invitationSecret).issueOf,
    environment: config.environment,
    corsOrigins: config.corsOrigins,
    maxBodyBytes: config.maxBodyBytes,
    trustedProxyHops: config.trustedProxyHops,
    log,
  });
  const server = await serveEdge(edge, config);
  log.info({ url: server.url }, 'listening');
  await untilReady(database, log);
  return {
    addresses: { url: server.url, health_url: server.url },
    async stop() {
      await server.stop();
      await pool.end();
    },
  };
});
