import { type EventContract, eventMetadata, registry } from '@a4c/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { goldenContracts } from '../golden/golden-contracts.ts';
import type { JsonSchema } from './json-schema.ts';
import { dataSchema, metadataSchema } from './print-json-schema.ts';
import { variantsOf } from './testing/variants-of.ts';

const subjects = [registry, goldenContracts].flatMap((contracts: readonly EventContract[]) => {
  const { events } = collectContracts(contracts, eventMetadata);
  return contracts.flatMap(({ type, version, data, examples }) =>
    events
      .filter((event) => event.type === type && event.version === version)
      .map((event) => ({ name: type, version, printed: dataSchema(event), data, examples }))
      .map((subject) => (type === 'parity.records' ? withoutEmptyTuple(subject) : subject)),
  );
});

/** Of a tuple without places zod makes no valid schema: see below. */
function withoutEmptyTuple<T extends Pick<EventContract, 'data' | 'examples'>>(subject: T): T {
  const examples = subject.examples.map((example) => {
    const { nothing, ...others } = example;
    return nothing === undefined ? example : others;
  });
  return { ...subject, data: subject.data.omit({ nothing: true }), examples };
}

const metadata = {
  name: 'event_metadata',
  version: '',
  printed: metadataSchema(collectContracts(registry, eventMetadata).metadata),
  data: eventMetadata,
  examples: [
    {
      timestamp: '2025-01-15T10:30:45.123Z',
      tags: ['production'],
      source: 'api',
      user_id: '123e4567-e89b-42d3-a456-426614174000',
      correlation_id: 'request-1',
      workflow_type: 'organizationBootstrapWorkflow',
      retry_count: 2,
      custom: { nested: [1, { deep: 'x' }] },
    },
  ],
};

test.each([...subjects, metadata])(
  "of what can be stored, the printed schema of $name $version and zod's accept the same",
  ({ printed, data, examples }) => {
    const byZod = validatorOf(z.toJSONSchema(data, { io: 'input' }));
    const byPrinter = validatorOf(printed);
    const documents = examples.flatMap((example) => [example, ...variantsOf(example)]);
    const disagreeing = documents.filter((document) => byZod(document) !== byPrinter(document));
    expect(disagreeing).toEqual([]);
    const accepted = documents.filter((document) => byPrinter(document)).length;
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(documents.length);
  },
);

/**
 * Where zod's schema is not exact, and why: all that there is. The verdict is the contract's, which
 * the printed schema shares; "none" stands for a schema that is no valid one, or none for ajv.
 */
test.each<[reason: string, field: z.ZodType, document: string, contract: boolean, byZod: unknown]>([
  ['U+0000 cannot be stored', z.string(), String.raw`"a\u0000"`, false, true],
  ['nor half of a surrogate pair', z.string(), String.raw`"a\ud83d"`, false, true],
  ['also in a key', z.record(z.string(), z.int()), String.raw`{"\u0000":1}`, false, true],
  ['a key that zod passes over', z.record(z.string(), z.int()), '{"__proto__":1}', false, true],
  ['the flag s is lost', z.string().regex(/^a.b$/su), String.raw`"a\nb"`, true, false],
  ['a pattern that flag u refuses', z.string().regex(/^[\w-.]+$/), '"a-b."', true, 'none'],
  ['a tuple without places', z.tuple([]), '[]', true, 'none'],
])('zod: %s', (_, field, document, contract, byZod) => {
  const data = z.strictObject({ field });
  const text = `{"field":${document}}`;
  expect(verdictOf(dataSchema(eventWith(data)), text)).toBe(contract);
  expect(verdictOf(z.toJSONSchema(data, { io: 'input' }), text)).toBe(byZod);
});

test('zod: custom fields of the metadata may hold what cannot be stored', () => {
  const text = String.raw`{"timestamp":"2025-01-15T10:30:45.123Z","custom":["\u0000"]}`;
  expect(verdictOf(metadata.printed, text)).toBe(false);
  expect(verdictOf(z.toJSONSchema(eventMetadata, { io: 'input' }), text)).toBe(true);
});

test('zod: what holds itself may be as deep as it likes', () => {
  const json: z.ZodType = z.lazy(() => z.union([z.number(), z.array(json)]));
  const data = z.strictObject({ json });
  expect(dataSchema(eventWith(data))).toHaveProperty('x-a4c-max-depth', 100);
  expect(z.toJSONSchema(data)).not.toHaveProperty('x-a4c-max-depth');
});

function verdictOf(schema: JsonSchema | z.core.JSONSchema.BaseSchema, document: string): unknown {
  try {
    return validatorOf(schema)(JSON.parse(document));
  } catch {
    return 'none';
  }
}

/** Formats are notes in draft 2020-12. Keywords of ours and of zod's notes on fields say nothing. */
function validatorOf(schema: JsonSchema | z.core.JSONSchema.BaseSchema) {
  return new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
}

function eventWith(data: z.ZodObject) {
  const contract: EventContract = {
    type: 'test.shaped',
    version: 1,
    aggregateType: 'test',
    description: 'Something has a shape.',
    data,
    examples: [],
  };
  const [event] = collectContracts([contract], eventMetadata).events;
  if (event === undefined) throw new RangeError('No event was collected. Collect one.');
  return event;
}
