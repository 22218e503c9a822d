import { readFile } from 'node:fs/promises';

import { eventMetadata } from '@a4c/contracts';
import { startPostgres } from '@a4c/dev-stack';
import { collectContracts, printContractsSql } from '@a4c/generators/codegen';
import { Client } from 'pg';

import { inlineCheck } from './inline-check.ts';
import { medianAndRange } from './statistics.ts';
import { syntheticContracts, syntheticData, syntheticType } from './synthetic-contracts.ts';

const sizes = [1, 10, 100, 1000];
const rounds = 7;
const blockMs = 150;

const generated =
  ', CHECK (contracts.check_event(event_type, event_version, aggregate_type, event_data, event_metadata))';

/**
 * Rows of all types by turns need the functions of all of them; those of one type stay in the
 * caches. `turns`: how often each type has its turn in a block, at the least: a transaction prepares
 * the functions that it calls, which is to be paid by more than one row, or by each one alone.
 */
const designs = [
  { name: 'no check', mixed: true, alone: false, turns: 0, checks: () => '' },
  { name: 'generated, one type', mixed: false, alone: false, turns: 0, checks: () => generated },
  {
    name: 'generated, all types by turns',
    mixed: true,
    alone: false,
    turns: 10,
    checks: () => generated,
  },
  {
    name: 'one CHECK for each type, all types by turns',
    mixed: true,
    alone: false,
    turns: 0,
    checks: (types: readonly string[]) => `, ${types.map((type) => inlineCheck(type)).join(', ')}`,
  },
  { name: 'no check, alone', mixed: true, alone: true, turns: 0, checks: () => '' },
  {
    name: 'generated, one type, alone',
    mixed: false,
    alone: true,
    turns: 0,
    checks: () => generated,
  },
  {
    name: 'generated, all types by turns, alone',
    mixed: true,
    alone: true,
    turns: 4,
    checks: () => generated,
  },
] as const;
type Design = (typeof designs)[number];

/** One table with one way to check, and what its rows cost. */
interface Subject {
  readonly design: Design;
  readonly size: number;
  readonly client: Client;
  readonly table: string;
  readonly microseconds: number[];
}

/**
 * What a row costs that is inserted one by one, by number of event types: CPU of the backend, the
 * generated dispatch function beside one inline CHECK for each type; blocks of rows take turns. Many
 * rows in a transaction, and each row in a transaction of its own, which waits for no disk.
 */
export async function benchChecks(): Promise<void> {
  const postgres = await startPostgres({ log: (line) => console.error(line) });
  try {
    const subjects = await Promise.all(sizes.map(async (size) => prepare(postgres.adminUrl, size)));
    const all = subjects.flat();
    for (let round = -1; round < rounds; round += 1) {
      for (const subject of all) {
        const cost = await measure(subject);
        // The first round compiles the functions of all types and fills the caches.
        if (round >= 0) subject.microseconds.push(cost);
      }
    }
    const memory = [];
    for (const size of sizes) memory.push(await sessionMebibytes(postgres.adminUrl, size));
    console.log(describe(all));
    console.log(`| MiB of a session that has checked every type | ${memory.join(' | ')} |`);
    await Promise.all(subjects.map(async ([first]) => first?.client.end()));
  } finally {
    await postgres.stop();
  }
}

/** A database with the contracts, and a table for each design. */
async function prepare(adminUrl: string, size: number): Promise<Subject[]> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${databaseName(size)}`);
  await admin.end();
  const client = await connect(adminUrl, size);
  const contracts = collectContracts(syntheticContracts(size), eventMetadata);
  await client.query(Object.values(printContractsSql(contracts)).join('\n'));
  const types = contracts.events.map(({ type }) => type);
  for (const [index, { checks }] of designs.entries()) {
    await client.query(
      `CREATE TABLE events_${index} (event_type text, event_version int, aggregate_type text, event_data jsonb, event_metadata jsonb${checks(types)})`,
    );
  }
  return designs.map((design, index) => ({
    design,
    size,
    client,
    table: `events_${index}`,
    microseconds: [],
  }));
}

function databaseName(size: number): string {
  return `bench_checks_${size}`;
}

async function connect(adminUrl: string, size: number): Promise<Client> {
  const url = new URL(adminUrl);
  url.pathname = databaseName(size);
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query('SET synchronous_commit = off');
  return client;
}

/** CPU microseconds of one row, from a block that takes about as long as all others. */
async function measure(subject: Subject): Promise<number> {
  const probe = await insert(subject, 5);
  const fitting = Math.max(5, Math.min(20_000, Math.round((blockMs * 1000) / Math.max(1, probe))));
  return insert(subject, Math.max(fitting, subject.design.turns * subject.size));
}

async function insert({ client, table, size, design }: Subject, rows: number): Promise<number> {
  const before = await cpuMicroseconds(client);
  await client.query(insertion(table, size, rows, design));
  const cost = ((await cpuMicroseconds(client)) - before) / rows;
  await client.query(`TRUNCATE ${table}`);
  return cost;
}

function insertion(
  table: string,
  size: number,
  rows: number,
  { mixed, alone }: Pick<Design, 'mixed' | 'alone'>,
): string {
  const type = syntheticType(0).replace(/\d+$/, '');
  return `DO $do$ BEGIN
    FOR i IN 1 .. ${rows} LOOP
      INSERT INTO ${table} VALUES (
        '${type}' || lpad((${mixed ? `i % ${size}` : Math.floor(size / 2)})::text, 4, '0'), 1, 'bench',
        '${JSON.stringify(syntheticData)}', '{"timestamp": "2025-01-15T10:30:45.123Z"}');
      ${alone ? 'COMMIT;' : ''}
    END LOOP;
  END $do$`;
}

/** What a new session holds more after a row of each type, in a table with the generated check. */
async function sessionMebibytes(adminUrl: string, size: number): Promise<number> {
  const client = await connect(adminUrl, size);
  const held = async () => {
    const { rows } = await client.query<{ bytes: string }>(
      'SELECT sum(total_bytes) AS bytes FROM pg_backend_memory_contexts',
    );
    return Number(rows[0]?.bytes);
  };
  const before = await held();
  await client.query(insertion('events_1', size, size, { mixed: true, alone: false }));
  const more = (await held()) - before;
  await client.end();
  return Math.round((more / 2 ** 20) * 10) / 10;
}

/** Time that the backend has spent on a CPU, from Linux's schedstat. */
async function cpuMicroseconds(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const [nanoseconds] = (await readFile(`/proc/${rows[0]?.pid}/schedstat`, 'utf8')).split(' ');
  return Number(nanoseconds) / 1000;
}

function describe(subjects: readonly Subject[]): string {
  const rows = designs.map((design) => {
    const cells = sizes.map((size) => {
      const found = subjects.find((subject) => subject.design === design && subject.size === size);
      return medianAndRange(found?.microseconds ?? [], 0);
    });
    return `| ${design.name} | ${cells.join(' | ')} |`;
  });
  return [
    `CPU µs for one row, by number of event types; ${rounds} blocks each, taking turns; median (range):`,
    '',
    `| | ${sizes.join(' | ')} |`,
    `| --- | ${sizes.map(() => '---').join(' | ')} |`,
    ...rows,
  ].join('\n');
}
