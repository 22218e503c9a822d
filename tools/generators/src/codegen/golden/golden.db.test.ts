import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { eventMetadata } from '@a4c/contracts';
import { createTestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { expect, test } from 'vitest';

import { collectContracts } from '../collect/collect-contracts.ts';
import { printContracts } from '../print-all.ts';
import { goldenContracts } from './golden-contracts.ts';

const folder = join(import.meta.dirname, 'generated');
const sqlFile = 'libs/database/src/generated/contracts.sql';
const files = printContracts(collectContracts(goldenContracts, eventMetadata));

/** Set A4C_UPDATE_GOLDEN=true to print them anew, then read the difference before it is committed. */
if (process.env['A4C_UPDATE_GOLDEN'] === 'true') {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test.each(Object.entries(files))('%s is printed as it was read by a person', (path, text) => {
  expect(text).toBe(readFileSync(join(folder, path), 'utf8'));
});

test('Postgres takes the checks of every kind, twice, and every example keeps them', async () => {
  await using database = await createTestDatabase();
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const sql = files[sqlFile] ?? '';
    await client.query(sql);
    await client.query(sql);
    for (const { type, version, aggregateType, examples } of goldenContracts) {
      for (const example of examples) {
        const { rows } = await client.query<{ kept: boolean }>(
          'SELECT contracts.check_event($1, $2, $3, $4, $5) AS kept',
          [type, version, aggregateType, example, { timestamp: '2025-01-15T10:30:45.123Z' }],
        );
        expect([type, rows[0]?.kept]).toEqual([type, true]);
      }
    }
  } finally {
    await client.end();
  }
});
