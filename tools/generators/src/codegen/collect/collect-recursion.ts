import type * as z from 'zod';

import type { EventIr, ObjectIr, RefIr, ShapeIr } from '../contract-ir.ts';
import { type Collection, type Definitions, refuse } from './collection.ts';

/** Kinds whose values hold others: recursion through one of them comes to an end with the value. */
const containers: ReadonlySet<string> = new Set(['object', 'array', 'record', 'tuple']);

/** Far above what anyone writes down; a z.lazy() that makes a new schema each time never ends. */
const maxLevels = 64;

/** A reference, where the schema is one of those around it, or is known to contain itself. */
export function collectReference(
  collection: Collection,
  schema: z.core.$ZodType,
): ShapeIr | undefined {
  const { around, definitions } = collection;
  const known = definitions.get(schema);
  if (known?.shape) return referTo(known.name);
  const start = around.findIndex((outer) => outer.schema === schema);
  const outer = around[start];
  if (outer === undefined) {
    return around.length < maxLevels
      ? undefined
      : refuse(collection, `it has more than ${maxLevels} levels. Let z.lazy() return one schema.`);
  }
  if (!around.slice(start).some((level) => containers.has(level.schema._zod.def.type))) {
    return refuse(collection, 'it is nothing but itself. Put an object or an array in between.');
  }
  const name = known?.name ?? newName(outer.path, definitions);
  definitions.set(schema, { name });
  return referTo(name);
}

/** Keeps the shape of a schema that turned out to contain itself, and refers to it. */
export function keepRecursive(
  { definitions }: Collection,
  schema: z.core.$ZodType,
  shape: ShapeIr,
): ShapeIr {
  const definition = definitions.get(schema);
  if (!definition) return shape;
  definition.shape = shape;
  return referTo(definition.name);
}

/** The definitions by name, sorted; the root of the contract may be one of them. */
export function collectDefinitions(
  definitions: Definitions,
  root: z.core.$ZodType,
  data: ObjectIr,
): Pick<EventIr, 'definitions'> {
  const entries = [...definitions].flatMap(([schema, { name, shape }]) => {
    const kept = schema === root ? data : shape;
    return kept === undefined ? [] : [[name, kept] as const];
  });
  if (entries.length === 0) return {};
  return { definitions: Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

function referTo(name: string): RefIr {
  return { kind: 'ref', name };
}

/** Called like the field where it stands first. */
function newName(path: string, definitions: Definitions): string {
  const word = /([a-z0-9_]+)[^a-z0-9_]*$/.exec(path)?.[1] ?? 'shape';
  const taken = new Set([...definitions.values()].map(({ name }) => name));
  let name = word;
  for (let n = 2; taken.has(name); n += 1) name = `${word}_${n}`;
  return name;
}
