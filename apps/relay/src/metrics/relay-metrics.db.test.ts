import { once } from 'node:events';

import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Starter } from '../starting/starter.ts';
import { scrapeBusyRelay } from '../testing/busy-scrape.ts';
import { type Scrape, startScrapedRelay } from '../testing/scraped-relay.ts';

let database: TestDatabase;
let admin: Pool;
let busy: Scrape;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = new Pool({ connectionString: database.adminUrl, max: 1 });
  busy = await scrapeBusyRelay(database);
});
afterAll(async () => {
  await admin.end();
  await database[Symbol.asyncDispose]();
});

const nothingToDo: Starter = {
  start: () => Promise.reject(new Error('Nothing was to be started.')),
  ask: async () => {},
};

test('what the relay did is counted, by code and outcome', () => {
  const values = {
    a4c_relay_claimed_events_total: busy.value('a4c_relay_claimed_events_total', {
      queue: 'plain',
    }),
    a4c_relay_workflows_total: busy.value('a4c_relay_workflows_total', { outcome: 'started' }),
    a4c_relay_dead_letters_total: busy.value('a4c_relay_dead_letters_total'),
    a4c_relay_open_dead_letters: busy.value('a4c_relay_open_dead_letters', {
      code: 'INVALID_ARGUMENT',
    }),
    a4c_relay_commit_to_start_seconds_count: busy.value('a4c_relay_commit_to_start_seconds_count'),
    a4c_relay_pending_events: busy.value('a4c_relay_pending_events'),
    a4c_relay_info: busy.value('a4c_relay_info', { version: '1.2.3' }),
  };
  expect(values).toEqual({
    a4c_relay_claimed_events_total: 3,
    a4c_relay_workflows_total: 1,
    a4c_relay_dead_letters_total: 1,
    a4c_relay_open_dead_letters: 1,
    a4c_relay_commit_to_start_seconds_count: 1,
    a4c_relay_pending_events: 1,
    a4c_relay_info: 1,
  });
  expect(busy.value('a4c_relay_rpc_results_total', { code: 'INTERNAL' })).toBeGreaterThan(0);
  expect(busy.value('a4c_relay_retries_total', { code: 'INTERNAL' })).toBeGreaterThan(0);
  expect(busy.value('a4c_relay_retrying_events')).toBe(1);
});

test('names and units are those that Prometheus asks for', () => {
  const own = [...busy.declared].filter(([name]) => name.startsWith('a4c_'));
  expect(own.length).toBeGreaterThan(30);
  for (const [name, { type, help }] of own) {
    expect(name).toMatch(/^a4c_relay_[a-z0-9_]+$/);
    expect({ name, isTotal: name.endsWith('_total') }).toEqual({
      name,
      isTotal: type === 'counter',
    });
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|kb|mb)(_|$)/);
    expect(help).toMatch(/^[A-Z].*\.$/);
  }
  const timed = own.filter(([, { type }]) => type === 'histogram').map(([name]) => name);
  expect(timed.filter((name) => !name.endsWith('_seconds'))).toEqual([]);
  for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes']) {
    expect(busy.value(name)).toBeGreaterThan(0);
  }
});

test('labels take their values from short lists: never an id, whatever the number of events', () => {
  const labels = new Set(
    busy.samples
      .filter(({ name }) => name.startsWith('a4c_'))
      .flatMap((sample) => Object.keys(sample.labels)),
  );
  expect(labels).toEqual(
    new Set(['version', 'queue', 'le', 'code', 'outcome', 'cause', 'state', 'route']),
  );
  expect(busy.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
});

test('many scrapes cost the database one look', async () => {
  await using scraped = await startScrapedRelay(database.urlFor('relay'), nothingToDo);
  const scrapes = await Promise.all(Array.from({ length: 20 }, () => scraped.scrape()));
  const later = await scraped.scrape();
  const looks = [...scrapes, later].map((scrape) =>
    scrape.value('a4c_relay_queue_measured_timestamp_seconds'),
  );
  expect(new Set(looks).size).toBe(1);
  expect(looks[0]).toBeGreaterThan(0);
});

test('without the database there are no figures of the queue, rather than old ones; the others stay', async () => {
  await admin.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT 0`);
  await using scraped = await startScrapedRelay(database.urlFor('relay'), nothingToDo);
  const lost = once(scraped.relay.lifecycle, 'databaseLost');
  scraped.relay.start();
  await lost;
  const scrape = await scraped.scrape();
  await admin.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT -1`);
  expect(scrape.value('a4c_relay_ready')).toBe(0);
  expect(scrape.value('a4c_relay_database_errors_total')).toBeGreaterThan(0);
  expect(scrape.value('a4c_relay_queue_measured_timestamp_seconds')).toBe(0);
  for (const name of ['pending_events', 'open_dead_letters', 'often_retried_events']) {
    expect([name, scrape.value(`a4c_relay_${name}`)]).toEqual([name, undefined]);
  }
});

test('how the relay is can be read: it listens, its breaker is closed, it is ready', async () => {
  await using scraped = await startScrapedRelay(database.urlFor('relay'), nothingToDo);
  const listening = once(scraped.relay.lifecycle, 'listening');
  scraped.relay.start();
  await listening;
  const expected = {
    a4c_relay_listening: 1,
    a4c_relay_paused: 0,
    a4c_relay_rpcs_in_flight: 0,
    a4c_relay_ready: 1,
  };
  const read = async () => {
    const scrape = await scraped.scrape();
    return Object.fromEntries(Object.keys(expected).map((name) => [name, scrape.value(name)]));
  };
  await expect.poll(read).toEqual(expected);
  const scrape = await scraped.scrape();
  expect(scrape.value('a4c_relay_breaker_state')).toBe(1);
  expect(scrape.value('a4c_relay_breaker_state', { state: 'closed' })).toBe(1);
  expect(scrape.value('a4c_relay_gate_state')).toBe(1);
  expect(scrape.value('a4c_relay_rpc_window')).toBeGreaterThan(0);
  expect(scrape.value('a4c_relay_batch_size')).toBeGreaterThan(0);
});
