import { createTestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { expect, test } from 'vitest';

import { goldenContracts } from './golden-contracts.ts';
import { goldenFiles } from './golden-files.ts';

test('Postgres takes the checks of every kind, twice, and every example keeps them', async () => {
  await using database = await createTestDatabase();
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const sql = goldenFiles['libs/database/src/generated/contracts.sql'] ?? '';
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
