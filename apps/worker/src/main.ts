import { createEmitEvent } from '@a4c/emit-event';
import { activityEmitterContext } from '@a4c/emit-event/temporal';
import { runService, startHealthServer } from '@a4c/service';
import { startTracing, type Tracing } from '@a4c/service/tracing';
import { Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

import { createActivities } from './activities/create-activities.ts';
import { type DnsConfig, type EmailConfig, readWorkerConfig } from './config.ts';
import { connectDatabase } from './connect-database.ts';
import { createCloudflareDns } from './dns/cloudflare-dns.ts';
import type { DnsPort } from './dns/dns-port.ts';
import { createLogDns } from './dns/log-dns.ts';
import type { EmailPort } from './email/email-port.ts';
import { createLogEmail } from './email/log-email.ts';
import { createSmtpEmail } from './email/smtp-email.ts';
import { createInvitationLinks } from './invitation-links.ts';
import { createTemporalLogger } from './temporal-logger.ts';
import { tracedEmitterContext } from './tracing/traced-emitter-context.ts';
import type { WorkerTracing } from './tracing/worker-tracing.ts';
import { createWorkerService } from './worker-service.ts';

await runService(process, 'worker', async ({ env, log }) => {
  const config = readWorkerConfig(env);
  Runtime.install({
    logger: createTemporalLogger(log),
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
    shutdownSignals: [],
  });
  const tracing = config.isTraced ? await startTracing('a4c-worker') : undefined;
  const context = tracing && tracedEmitterContext(activityEmitterContext, tracing);
  const pool = connectDatabase(config.databaseUrl, log);
  const activities = createActivities({
    pool,
    emitEvent: createEmitEvent({ pool, context: context ?? activityEmitterContext }),
    dns: dnsFrom(config.dns, log),
    email: emailFrom(config.email, log),
    invitations: createInvitationLinks(config.invitations),
    environment: config.environment,
  });
  const service = createWorkerService({
    config,
    pool,
    activities,
    log,
    tracing: tracing && (await workerTracing(tracing)),
  });
  const health = await startHealthServer({
    host: config.healthHost,
    port: config.healthPort,
    readiness: service.readiness,
  });
  log.info({ health_url: health.url, task_queues: config.taskQueues }, 'starting');
  await service.start();
  return {
    addresses: { health_url: health.url },
    async stop() {
      await service.stop();
      await Promise.all([tracing?.stop(), health.stop(), pool.end()]);
      await Runtime.instance().shutdown();
    },
  };
});

/** Loads Temporal's OpenTelemetry interceptors, which nobody needs otherwise. */
async function workerTracing(tracing: Tracing): Promise<WorkerTracing> {
  const { createWorkerTracing } = await import('./tracing/worker-tracing.ts');
  return createWorkerTracing(tracing);
}

function dnsFrom(config: DnsConfig, log: Logger): DnsPort {
  if (config.provider === 'log') return createLogDns({ ...config, log });
  return createCloudflareDns(config);
}

function emailFrom(config: EmailConfig, log: Logger): EmailPort {
  if (config.provider === 'smtp') return createSmtpEmail(config);
  return createLogEmail({ domain: config.from.slice(config.from.lastIndexOf('@') + 1), log });
}
