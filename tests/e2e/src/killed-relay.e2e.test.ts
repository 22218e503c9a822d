import { expect, test } from 'vitest';

import { startLoop } from './start-loop.ts';

test('a relay killed between start and acknowledgement leaves one workflow, and its run id is found', async () => {
  await using loop = await startLoop({ apps: ['relay'] });
  // The acknowledgement needs this table, so it waits for this lock; the start before it does not.
  const blocker = await loop.owner.connect();
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE workflow_attempt IN ACCESS EXCLUSIVE MODE');
  const [id = ''] = await loop.insertEvents(1);
  await loop.until(
    "EXISTS (SELECT FROM pg_locks l WHERE l.relation = 'workflow_attempt'::regclass AND NOT l.granted)",
  );
  // Temporal's list follows its starts by a moment, so every look at it may have to be repeated.
  await expect.poll(async () => (await loop.listRuns()).size).toBe(1);
  const startedBefore = await loop.listRuns();

  loop.stack.apps.relay?.kill('SIGKILL');
  await loop.stack.apps.relay?.exited;
  await blocker.query('ROLLBACK');
  blocker.release();
  const { rows } = await loop.owner.query('SELECT processed_at FROM domain_events');
  expect(rows).toEqual([{ processed_at: null }]);

  await loop.stack.startApp('relay');
  await loop.until('EXISTS (SELECT FROM domain_events WHERE processed_at IS NOT NULL)');
  expect(await loop.storedRuns([id])).toEqual(startedBefore);
  await expect.poll(() => loop.listRuns()).toEqual(startedBefore);
});

test('relays killed at random points among 400 events lose none and start none twice', async () => {
  await using loop = await startLoop({ apps: ['relay'] });
  const ids: string[] = [];
  for (let round = 0; round < 8; round += 1) {
    ids.push(...(await loop.insertEvents(50)));
    // Anywhere from before the first claim to after the last acknowledgement of this round.
    const due = Math.floor(Math.random() * ids.length);
    await loop.until('(SELECT count(*) FROM domain_events WHERE processed_at IS NOT NULL) >= $1', [
      due,
    ]);
    loop.stack.apps.relay?.kill('SIGKILL');
    await loop.stack.apps.relay?.exited;
    await loop.stack.startApp('relay');
  }
  await loop.until('NOT EXISTS (SELECT FROM workflow_dispatch)');
  const stored = await loop.storedRuns(ids);
  expect(stored.size).toBe(ids.length);
  await expect.poll(() => loop.listRuns(), { timeout: 10_000 }).toEqual(stored);
});

test('a relay that gets SIGTERM under load finishes what it began and exits with 0', async () => {
  await using loop = await startLoop({ apps: ['relay'] });
  await loop.insertEvents(1_000);
  await loop.until('EXISTS (SELECT FROM domain_events WHERE processed_at IS NOT NULL)');
  const { relay } = loop.stack.apps;
  relay?.kill('SIGTERM');
  expect(await relay?.exited).toMatchObject({ code: 0 });
  // What Temporal has is written: nothing was left between start and acknowledgement.
  const { rows } = await loop.owner.query<{ id: string; processed: boolean }>(
    'SELECT id, processed_at IS NOT NULL AS processed FROM domain_events',
  );
  const acknowledged = rows.filter((row) => row.processed).map((row) => row.id);
  expect(acknowledged.length).toBeLessThan(rows.length);
  const stored = await loop.storedRuns(acknowledged);
  await expect.poll(() => loop.listRuns(), { timeout: 10_000 }).toEqual(stored);
});
