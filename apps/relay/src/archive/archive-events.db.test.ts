import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type ArchiveFixture, createArchiveFixture } from '../cli/testing/archive-fixture.ts';
import { archiveIn } from './testing/archive-in.ts';
import { restoreIn } from './testing/restore-in.ts';

let cli: ArchiveFixture;
beforeEach(async () => {
  cli = await createArchiveFixture();
});
afterEach(() => cli[Symbol.asyncDispose]());

const inFolder = () => ({ databaseUrl: cli.urlOf('operator'), folder: cli.folder });
const again = () => archiveIn(inFolder());
const complete = { isInterrupted: false, stayed: 0 };
const lockAll = 'SELECT FROM domain_events FOR UPDATE';
const driver = fileURLToPath(new URL('testing/archive-until-killed.ts', import.meta.url));

describe('killed with kill -9', () => {
  test('in the middle of a file, which the next run takes away', async () => {
    await cli.insertIncompressible(60, '2024-05-01');
    const all = await cli.idsInTable();
    await killedAfter('written', 50);
    expect(await cli.idsInTable()).toEqual(all);
    expect(await partials()).toHaveLength(1);
    expect(await again()).toEqual({ ...complete, removed: 60 });
    expect(await cli.idsInArchive()).toEqual(all);
    expect(await partials()).toEqual([]);
  });

  test.each(['written', 'completed', 'recorded', 'removed'] as const)(
    'after the step "%s" it has lost nothing, and the next run ends with every event once',
    async (step) => {
      // Two months; the first one takes more than one transaction to remove.
      await cli.insertPlain(700, '2024-04-01');
      await cli.insertPlain(300, '2024-05-01');
      const [all, before] = [await cli.idsInTable(), await cli.snapshot()];
      await killedAfter(step);

      const left = await cli.idsInTable();
      expect(left).toHaveLength(step === 'removed' ? 500 : 1_000);
      expect(new Set([...left, ...(await cli.idsInArchive())])).toEqual(new Set(all));
      expect(await again()).toEqual({ ...complete, removed: left.length });
      expect(await cli.idsInTable()).toEqual([]);
      expect(await cli.idsInArchive()).toEqual(all);
      expect(await partials()).toEqual([]);

      await restoreIn(cli.urlOf('operator'), cli.folder);
      expect(await cli.snapshot()).toEqual(before);
    },
  );

  test('while events are being removed, the server finishes that transaction or undoes it', async () => {
    await cli.insertPlain(3, '2024-05-01');
    const all = await cli.idsInTable();
    await whileLocked(lockAll, async () => {
      const child = spawn(process.execPath, [driver, cli.urlOf('operator'), cli.folder, 'none']);
      const exited = once(child, 'exit');
      await untilBlocked();
      child.kill('SIGKILL');
      await exited;
    });
    expect(await again()).toMatchObject(complete);
    expect([await cli.idsInTable(), await cli.idsInArchive()]).toEqual([[], all]);
  });
});

describe('interrupted', () => {
  test.each(['written', 'completed', 'recorded', 'removed'] as const)(
    'after the step "%s" it stops soon, and the next run goes on',
    async (step) => {
      await cli.insertPlain(700, '2024-04-01');
      await cli.insertPlain(300, '2024-05-01');
      const all = await cli.idsInTable();
      const controller = new AbortController();
      const result = await archiveIn({
        ...inFolder(),
        signal: controller.signal,
        onStep({ kind }) {
          if (kind === step) controller.abort();
        },
      });
      expect(result).toMatchObject({ isInterrupted: true, stayed: 0 });
      const left = await cli.idsInTable();
      expect(left.length).toBe(1_000 - result.removed);
      expect(left.length).toBeGreaterThanOrEqual(300);
      expect(await partials()).toEqual([]);
      expect(await again()).toMatchObject(complete);
      expect([await cli.idsInTable(), await cli.idsInArchive()]).toEqual([[], all]);
    },
  );

  test('by Ctrl-C it finishes the transaction, ends with 130 and says how to go on', async () => {
    await cli.insertPlain(600, '2024-05-01');
    const all = await cli.idsInTable();
    const command = cli.start(['archive', '--before', '2024-06-01', '--to', cli.folder, '--yes']);
    await whileLocked(lockAll, async () => {
      await untilBlocked();
      command.kill('SIGINT');
    });
    const { code, out, err } = await command.ended;
    expect({ code, out }).toEqual({ code: 130, out: `500 events moved to ${cli.folder}.\n` });
    expect(err).toContain('Interrupted.');
    expect(await cli.idsInTable()).toHaveLength(100);
    expect(await again()).toMatchObject(complete);
    expect([await cli.idsInTable(), await cli.idsInArchive()]).toEqual([[], all]);
  });
});

test('a lost connection ends it with 1, and the next run goes on', async () => {
  await cli.insertPlain(3, '2024-05-01');
  const all = await cli.idsInTable();
  const { code, err } = await whileLocked(lockAll, async () => {
    const command = cli.start(['archive', '--before', '2024-06-01', '--to', cli.folder, '--yes']);
    await untilBlocked();
    await cli
      .as('admin')
      .query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'a4c-relay archive'",
      );
    return command.ended;
  });
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('0 events moved') });
  expect(await cli.idsInTable()).toEqual(all);
  expect(await again()).toMatchObject(complete);
  expect([await cli.idsInTable(), await cli.idsInArchive()]).toEqual([[], all]);
});

test('what is reprocessed after it was written stays; of its lines the later one counts', async () => {
  const [start = ''] = await cli.insert(1, "'2024-05-01'");
  await cli.acknowledge([start]);
  await fail(start);
  const reprocess = `UPDATE domain_events SET processed_at = NULL WHERE id = '${start}'`;
  const run = await whileLocked(reprocess, async () => {
    const result = archiveIn(inFolder());
    await untilBlocked();
    return { result };
  });
  expect(await run.result).toEqual({ removed: 0, stayed: 2, isInterrupted: false });

  await cli.acknowledge([start]);
  await fail(start);
  const before = await cli.snapshot();
  expect(await again()).toEqual({ ...complete, removed: 3 });
  const { outcomes } = await restoreIn(cli.urlOf('operator'), cli.folder);
  expect(outcomes.get('restored')).toBe(3);
  // Which of its two lines comes first is left to their checksums.
  expect((outcomes.get('present') ?? 0) + (outcomes.get('superseded') ?? 0)).toBe(1);
  expect(await cli.snapshot()).toEqual(before);
});

test('files are full at their limits, and no event is in two of them', async () => {
  await cli.insertPlain(25, '2024-05-01');
  const all = await cli.idsInTable();
  const counts: number[] = [];
  await archiveIn({
    ...inFolder(),
    limits: { events: 10, bytes: 1_000_000 },
    onStep: (step) => step.kind === 'removed' && counts.push(step.events),
  });
  expect(counts).toEqual([10, 10, 5]);
  expect(await cli.idsInArchive()).toEqual(all);
});

async function killedAfter(step: string, count = 1): Promise<void> {
  const args = [driver, cli.urlOf('operator'), cli.folder, step, String(count)];
  expect(await once(spawn(process.execPath, args), 'exit')).toEqual([null, 'SIGKILL']);
}

async function partials(): Promise<string[]> {
  return (await readdir(cli.folder)).filter((name) => name.endsWith('.partial'));
}

/** Another transaction, which commits after `use`. */
async function whileLocked<T>(statement: string, use: () => Promise<T>): Promise<T> {
  const other = await cli.as('owner').connect();
  try {
    await other.query('BEGIN');
    await other.query(statement);
    const result = await use();
    await other.query('COMMIT');
    return result;
  } finally {
    other.release(true);
  }
}

/** Until the archive waits for that transaction. Only a superuser sees what others wait for. */
async function untilBlocked(): Promise<void> {
  const blocked = "datname = current_database() AND wait_event_type = 'Lock'";
  await expect
    .poll(
      async () => {
        const { rows } = await cli
          .as('admin')
          .query(`SELECT FROM pg_stat_activity WHERE ${blocked}`);
        return rows.length;
      },
      { timeout: 15_000 },
    )
    .toBe(1);
}

/** The workflow of the event says that it failed. */
async function fail(start: string): Promise<void> {
  await cli.as('service').query(
    `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata, created_at)
     SELECT 'organization.bootstrap_failed', aggregate_type, aggregate_id,
       '{"reason": "no", "stage": "create_owner", "not_undone": []}', event_metadata, created_at
     FROM domain_events WHERE id = $1`,
    [start],
  );
}
