import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';
import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { createWorld, type World } from '../world/create-world.ts';
import type { RelayProcess } from '../world/relay-process.ts';

const recoveredMs = 10_000;

faultTest(
  {
    number: 21,
    fault: 'the primary is read-only, then a standby until it is promoted',
    quick: { 'each s': 2, events: 20 },
    full: { 'each s': 30, events: 200 },
    timeoutS: { quick: 60, full: 180 },
  },
  async ({ 'each s': eachS, events }, figures) => {
    await using world = await createWorld();
    const relay = await world.startRelay();

    const readOnly = await endure(world, relay, {
      events,
      ms: eachS * 1_000,
      begin: async () => setReadOnly(world, true),
      end: async () => setReadOnly(world, false),
    });
    const standby = await endure(world, relay, {
      events,
      ms: eachS * 1_000,
      begin: async () => world.postgres.restartAsStandby(),
      end: async () => void (await world.admin.query('SELECT pg_promote()')),
    });
    figures({
      'recovered from read-only ms': readOnly,
      'from standby ms': standby,
      ...(await world.compare()),
    });
    expect(Math.max(readOnly, standby)).toBeLessThan(recoveredMs);
    // Rejects when the process has ended.
    await relay.readiness();
  },
);

/** Events wait when it begins; nothing is marked while it lasts. Resolves with how long they waited after it. */
async function endure(
  world: World,
  relay: RelayProcess,
  trial: { events: number; ms: number; begin(): Promise<void>; end(): Promise<void> },
): Promise<number> {
  relay.kill('SIGSTOP');
  // A transaction that it was in may write; the server ends it.
  await world.until(
    `NOT EXISTS (SELECT FROM pg_stat_activity
       WHERE application_name LIKE 'a4c-relay%' AND xact_start IS NOT NULL)`,
    10_000,
  );
  await world.commit({ count: trial.events });
  await trial.begin();
  relay.kill('SIGCONT');
  await pause(trial.ms);
  const { rows } = await world.admin.query(
    `SELECT count(*)::int AS waiting, sum(e.retry_count)::int AS retries, max(d.attempts) AS attempts,
       (SELECT count(*)::int FROM workflow_attempt) AS marks
     FROM workflow_dispatch d JOIN domain_events e ON e.id = d.event_id`,
  );
  expect(rows[0]).toEqual({ waiting: trial.events, retries: 0, attempts: 0, marks: 0 });
  await trial.end();
  return world.untilDispatched(2 * recoveredMs);
}

/** Takes effect in running sessions with their next transaction, once the server has read it. */
async function setReadOnly(world: World, readOnly: boolean): Promise<void> {
  await world.admin.query(`ALTER SYSTEM SET default_transaction_read_only = ${readOnly}`);
  await world.admin.query('SELECT pg_reload_conf()');
  await expect
    .poll(async () => {
      // A new session has what the server has read; it tells the running ones first.
      const client = new Client({ connectionString: world.postgres.adminUrl });
      await client.connect();
      const { rows } = await client.query(
        "SELECT current_setting('default_transaction_read_only')",
      );
      await client.end();
      return rows[0]?.current_setting;
    })
    .toBe(readOnly ? 'on' : 'off');
}
