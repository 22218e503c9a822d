import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';

import { monotonicMs } from '../measuring/monotonic-ms.ts';
import { applicationName } from '../server/bench-client.ts';
import type { CommittedEvents, ScheduledInserts } from './writer-messages.ts';

/**
 * Open loop: every event is sent when it is due, on the first connection that is free, whether or not
 * anyone has handled the earlier ones. When all are busy it is sent late, and its due time still
 * stands in the result.
 */
export async function insertAsScheduled(order: ScheduledInserts): Promise<CommittedEvents> {
  const { dueMs } = order;
  const clients = await Promise.all(Array.from({ length: order.clients }, () => connect(order)));
  const eventIds = Array.from(dueMs, () => randomUUID());
  const committedMs = new Float64Array(dueMs.length);
  const startMs = monotonicMs() + 50;
  const free = [...clients];
  let freed = Promise.withResolvers<void>();
  const sent: Promise<void>[] = [];

  async function insert(client: Client, index: number): Promise<void> {
    await client.query({
      name: 'insert-event',
      text: order.sql,
      values: [eventIds[index], order.data, order.metadata],
    });
    committedMs[index] = monotonicMs();
    free.push(client);
    freed.resolve();
    freed = Promise.withResolvers();
  }

  for (const [index, due] of dueMs.entries()) {
    const waitMs = startMs + due - monotonicMs();
    if (waitMs > 0) await pause(waitMs);
    let client = free.pop();
    while (client === undefined) {
      await freed.promise;
      client = free.pop();
    }
    sent.push(insert(client, index));
  }
  await Promise.all(sent);
  await Promise.all(clients.map(async (client) => client.end()));
  return { eventIds, dueMs: dueMs.map((due) => startMs + due), committedMs };
}

async function connect({ url }: ScheduledInserts): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: `${applicationName} writer`,
  });
  await client.connect();
  return client;
}
