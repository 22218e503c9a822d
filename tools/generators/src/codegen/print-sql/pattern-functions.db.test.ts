import { defineEvent, eventMetadata } from '@a4c/contracts';
import { createTestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { printContractsSql } from './print-contracts-sql.ts';

const formats = {
  uuid: {
    schema: z.uuid(),
    valid: [
      '123e4567-e89b-42d3-a456-426614174000',
      '123E4567-E89B-82D3-BAAA-426614174FFF',
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
    ],
  },
  email: { schema: z.email(), valid: ["o'neil+tag@mail.example.com", 'a@b.de'] },
  datetime: {
    schema: z.iso.datetime({ precision: 3 }),
    valid: ['2024-02-29T23:59:59.999Z', '2000-02-29T00:00:00.000Z', '0000-12-31T10:10:10.010Z'],
  },
} as const;

const contract = defineEvent({
  type: 'format.tested',
  version: 1,
  aggregateType: 'format',
  description: 'A text of every format.',
  data: z.strictObject({ uuid: formats.uuid.schema, email: formats.email.schema }),
  examples: [{ uuid: formats.uuid.valid[0], email: formats.email.valid[0] }],
});

test.each(['uuid', 'email', 'datetime'] as const)(
  'is_%s agrees with zod on every text that one change makes of a valid one',
  async (format) => {
    await using database = await createTestDatabase();
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    try {
      const contracts = collectContracts([contract], eventMetadata);
      for (const sql of Object.values(printContractsSql(contracts))) await client.query(sql);
      const { schema, valid } = formats[format];
      const texts = [...new Set(valid.flatMap((text) => [text, ...changesOf(text)]))];
      const { rows } = await client.query<{ given: string; verdict: boolean }>(
        `SELECT given, contracts.is_${format}(given) AS verdict FROM unnest($1::text[]) AS given`,
        [texts],
      );
      const differing = rows.filter(
        ({ given, verdict }) => schema.safeParse(given).success !== verdict,
      );
      expect(differing).toEqual([]);
      expect(rows.filter(({ verdict }) => verdict).length).toBeGreaterThan(valid.length);
    } finally {
      await client.end();
    }
  },
);

const characters = Array.from("0123456789abcdefgABCDEFGxz-_.:+@TZ{} '\nſ０é😀");

/** One character replaced, put in or left out, at every place; two neighbours swapped; other cases. */
function changesOf(text: string): string[] {
  const places = Array.from({ length: text.length + 1 }, (_, place) => place);
  return [
    text.toUpperCase(),
    `{${text}}`,
    text.replaceAll('-', ''),
    ...places.flatMap((place) => {
      const [before, after] = [text.slice(0, place), text.slice(place)];
      return [
        before + after.slice(1),
        before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2),
        ...characters.flatMap((character) => [
          before + character + after,
          before + character + after.slice(1),
        ]),
      ];
    }),
  ];
}
