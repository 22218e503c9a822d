import { defineEvent, eventMetadata, registry } from '@a4c/contracts';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { printContractsSql } from './print-contracts-sql.ts';

const moved = defineEvent({
  type: 'user.moved',
  version: 1,
  aggregateType: 'user',
  description: "A user's addresses changed.",
  data: z.strictObject({
    reason: z
      .string()
      .max(10)
      .regex(/^[a-z']+$/)
      .optional(),
    streets: z.array(z.string().min(1)).min(1),
    floor: z.int().nullable(),
  }),
  examples: [{ streets: ['A 1'], floor: null }],
});

test('a function reads as if someone had written it', () => {
  expect(print([moved])).toContain(
    String.raw`CREATE OR REPLACE FUNCTION contracts.user__moved_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  number_1 := contracts.double_of(event_data -> 'floor');
  problem := CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'floor') IS NULL THEN 'event_data.floor: required'
    WHEN jsonb_typeof(event_data -> 'floor') NOT IN ('number', 'null') THEN 'event_data.floor: type number'
    WHEN number_1 = 'Infinity' THEN 'event_data.floor: type number'
    WHEN number_1 <> trunc(number_1) THEN 'event_data.floor: type int'
    WHEN number_1 > 9007199254740991 THEN 'event_data.floor: max 9007199254740991'
    WHEN number_1 < -9007199254740991 THEN 'event_data.floor: min -9007199254740991'
    WHEN jsonb_typeof(event_data -> 'reason') <> 'string' THEN 'event_data.reason: type string'
    WHEN char_length(event_data ->> 'reason') > 10 THEN 'event_data.reason: max_length 10'
    WHEN NOT contracts.matches_5131bbcd(event_data ->> 'reason') THEN 'event_data.reason: pattern'
    WHEN (event_data -> 'streets') IS NULL THEN 'event_data.streets: required'
    WHEN jsonb_typeof(event_data -> 'streets') <> 'array' THEN 'event_data.streets: type array'
    WHEN event_data - ARRAY['floor', 'reason', 'streets'] <> '{}' THEN 'event_data: unknown_key'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(event_data -> 'streets') - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'streets' -> i) <> 'string' THEN 'event_data.streets[' || i || ']: type string'
      WHEN char_length(event_data -> 'streets' ->> i) < 1 THEN 'event_data.streets[' || i || ']: min_length 1'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN CASE
    WHEN jsonb_array_length(event_data -> 'streets') < 1 THEN 'event_data.streets: min_items 1'
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__moved_v1__first_problem(jsonb) IS
  'What contracts.user__moved_v1 says of an event that its quick look does not find valid. Contract 13382299c3b6.';

CREATE OR REPLACE FUNCTION contracts.user__moved_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && ($."floor".type() == "null" || $."floor".type() == "number" && $."floor" % 1 == 0 && $."floor" >= -9007199254740991 && $."floor" <= 9007199254740991)
        && (!exists($."reason") || $."reason".type() == "string")
        && exists($."streets")
    ') IS NOT TRUE THEN contracts.user__moved_v1__first_problem(event_data)
    WHEN char_length(event_data ->> 'reason') > 10
      OR NOT contracts.matches_5131bbcd(event_data ->> 'reason')
      OR contracts.shared__array_9054a053(event_data -> 'streets', 'event_data.streets') IS NOT NULL
      OR event_data - ARRAY['floor', 'reason', 'streets'] <> '{}'
      THEN contracts.user__moved_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__moved_v1(jsonb) IS
  'A user''s addresses changed. The first rule of user.moved version 1 that event_data breaks; NULL when it keeps them all. Contract 13382299c3b6.';
`,
  );
});

test('the same contracts give the same text, and the hash changes with the statements only', () => {
  const hash = /^-- contracts sha256: ([0-9a-f]{64})$/m;
  const [first, again] = [print([moved]), print([moved])];
  expect(first).toBe(again);
  const other = print([{ ...moved, examples: [{ streets: ['B 2'], floor: 1 }] }]);
  expect(hash.exec(other)?.[1]).toBe(hash.exec(first)?.[1]);
  const renamed = print([{ ...moved, aggregateType: 'person' }]);
  expect(hash.exec(renamed)?.[1]).not.toBe(hash.exec(first)?.[1]);
});

test('the comments of a contract hold its hash, which examples do not change', () => {
  const first = hashes(print([moved]));
  expect(first.size).toBe(1);
  expect(hashes(print([{ ...moved, examples: [{ streets: ['B 2'], floor: 1 }] }]))).toEqual(first);
  expect(hashes(print([{ ...moved, aggregateType: 'person' }]))).not.toEqual(first);
});

test('the header stands in the first two lines', () => {
  const [notice, hash] = print(registry).split('\n');
  expect(notice).toBe('-- Generated from libs/contracts by "nx sync". Do not edit.');
  expect(hash).toMatch(/^-- contracts sha256: [0-9a-f]{64}$/);
});

function hashes(text: string): Set<string> {
  return new Set(
    text.match(/(?<=user__moved_v1.*\(jsonb\) IS\n.* Contract )[0-9a-f]{12}(?=\.';$)/gm),
  );
}

function print(contracts: Parameters<typeof collectContracts>[0]): string {
  return Object.values(printContractsSql(collectContracts(contracts, eventMetadata))).join('');
}
