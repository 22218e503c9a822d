import * as z from 'zod';

import type { FieldIr, ObjectIr, ShapeIr } from '../contract-ir.ts';
import { collectAlternatives } from './collect-alternatives.ts';
import { collectArray, collectRecord, collectTuple } from './collect-containers.ts';
import { collectNotes } from './collect-notes.ts';
import { collectNumber } from './collect-number.ts';
import { collectOneOf, enumValues } from './collect-one-of.ts';
import { collectReference, keepRecursive } from './collect-recursion.ts';
import { collectString } from './collect-string.ts';
import { type Collection, refuse, refuseChecks, refuseCoercion } from './collection.ts';
import { type RefusedKind, refusedKinds } from './refused-kinds.ts';

type Definition = z.core.$ZodTypes['_zod']['def'];
type Kind = Exclude<Definition['type'], RefusedKind | 'optional'>;
type Collectors = {
  readonly [Name in Kind]: (
    collection: Collection,
    definition: Extract<Definition, { type: Name }>,
  ) => ShapeIr;
};

const collectors: Collectors = {
  string: collectString,
  number: collectNumber,
  boolean: (collection, { coerce, checks }) => {
    refuseCoercion(collection, coerce);
    refuseChecks(collection, checks);
    return { kind: 'boolean' };
  },
  null: (collection, { checks }) => collectOneOf(collection, [null], checks),
  literal: (collection, { values, checks }) => collectOneOf(collection, values, checks),
  enum: (collection, { entries, checks }) => collectOneOf(collection, enumValues(entries), checks),
  object: collectObject,
  array: (collection, definition) => collectArray(collection, definition, collectShape),
  tuple: (collection, definition) => collectTuple(collection, definition, collectShape),
  record: (collection, definition) => collectRecord(collection, definition, collectShape),
  union: (collection, definition) => collectAlternatives(collection, definition, collectShape),
  nullable: (collection, { innerType, checks }) => {
    refuseChecks(collection, checks);
    return { ...collectShape(collection, innerType), nullable: true };
  },
  lazy: (collection, { getter, checks }) => {
    refuseChecks(collection, checks);
    return collectShape(collection, getter());
  },
};

const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** Walks a zod schema into plain JSON. What has no exact counterpart in SQL becomes a problem. */
function collectShape(collection: Collection, schema: z.core.$ZodType): ShapeIr {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every schema of zod is one of $ZodTypes; zod's own walker says so in the same way
  const definition = (schema as z.core.$ZodTypes)._zod.def;
  const { type } = definition;
  const reference = collectReference(collection, schema);
  if (reference) return { ...reference, ...collectNotes(schema) };
  if (type === 'optional') {
    return refuse(
      collection,
      'only a whole field can be missing. Put .optional() last, or use .nullable().',
    );
  }
  if (isRefused(type)) return refuse(collection, `${type} is refused. ${refusedKinds[type]}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table is keyed by the definition's own type
  const collect = collectors[type] as (inner: Collection, definition: Definition) => ShapeIr;
  const around = [...collection.around, { schema, path: collection.path }];
  const shape = collect({ ...collection, around, allowsUnknownKeys: false }, definition);
  return keepRecursive(collection, schema, { ...shape, ...collectNotes(schema) });
}

function isRefused(type: Definition['type']): type is RefusedKind {
  return type in refusedKinds;
}

/** The root of a contract: the object itself, which is neither nullable nor missing. */
export function collectObject(
  collection: Collection,
  { shape, catchall, checks }: z.core.$ZodObjectDef,
): ObjectIr {
  refuseChecks(collection, checks);
  const fields: [string, FieldIr][] = Object.keys(shape)
    .toSorted()
    .map((name) => {
      const inner = { ...collection, path: `${collection.path}.${name}` };
      const schema = shape[name];
      refuseName(inner, name);
      return [
        name,
        schema === undefined ? refuse(inner, 'no schema.') : collectField(inner, schema),
      ];
    });
  return {
    kind: 'object',
    unknownKeys: collectUnknownKeys(collection, catchall),
    fields: Object.fromEntries(fields),
  };
}

function collectField(collection: Collection, schema: z.core.$ZodType): FieldIr {
  if (!(schema instanceof z.core.$ZodOptional)) return collectShape(collection, schema);
  const { innerType, checks } = schema._zod.def;
  refuseChecks(collection, checks);
  return { ...collectField(collection, innerType), ...collectNotes(schema), optional: true };
}

function refuseName(collection: Collection, name: string): void {
  if (!snakeCase.test(name)) refuse(collection, 'the name is not snake_case. Rename the field.');
  // zod reads `input.constructor`, which every object inherits, as a value that is there.
  if (name in {}) refuse(collection, 'every JavaScript object has that name. Rename the field.');
}

function collectUnknownKeys(
  collection: Collection,
  catchall: z.core.$ZodType | undefined,
): boolean {
  if (catchall instanceof z.core.$ZodNever) return false;
  if (catchall instanceof z.core.$ZodUnknown && collection.allowsUnknownKeys) return true;
  refuse(
    collection,
    catchall === undefined
      ? 'z.object() drops unknown keys, which SQL cannot do. Use z.strictObject().'
      : 'it takes unknown keys, which only event_metadata itself may. Use z.strictObject().',
  );
  return false;
}
