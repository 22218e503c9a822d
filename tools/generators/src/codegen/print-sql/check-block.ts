import type { ArrayIr, FieldIr, ObjectIr, ShapeIr } from '../contract-ir.ts';
import { recordBlock, requiredLine, tupleBlock } from './container-blocks.ts';
import { leafBlock, typeLine } from './leaf-checks.ts';
import { type CheckLine, group, line, type Place, printPath, withoutNull } from './place.ts';
import { quoteLiteral, quoteLiterals } from './sql-text.ts';

/** What is to be checked at one level, in this order. */
export interface CheckBlock {
  readonly assignments: readonly { readonly variable: string; readonly value: string }[];
  readonly lines: readonly CheckLine[];
  /** Expressions that say a broken rule by themselves, or NULL. */
  readonly searches: readonly string[];
  readonly loops: readonly CheckLoop[];
  /** The least numbers of items: after an item that is not whole, zod no longer asks for them. */
  readonly lastLines: readonly CheckLine[];
}

/** A loop over the items of an array or the entries of a record. */
export interface CheckLoop {
  /** What stands between FOR and LOOP. */
  readonly header: string;
  readonly body: CheckBlock;
}

const emptyBlock: CheckBlock = {
  assignments: [],
  lines: [],
  searches: [],
  loops: [],
  lastLines: [],
};

/**
 * The checks of a value, in an order in which each can rely on those before it. A missing value
 * makes every condition but its own `required` unknown, which is not broken; so does JSON null
 * where it is allowed. Each shape begins with its type, so that no wrong value gets past that.
 */
export function checkBlock(place: Place, shape: ShapeIr): CheckBlock {
  switch (shape.kind) {
    case 'object':
      return objectBlock(place, shape);
    case 'array':
      return arrayBlock(place, shape);
    case 'tuple':
      return { ...emptyBlock, ...tupleBlock(place, shape, checkBlock) };
    case 'record':
      return { ...emptyBlock, ...recordBlock(place, shape, checkBlock) };
    case 'union':
    case 'xor':
    case 'discriminated_union':
    case 'ref':
      return { ...emptyBlock, searches: [printPartCall(place, shape)] };
    case 'string':
    case 'number':
    case 'boolean':
    case 'one_of':
      return { ...emptyBlock, ...leafBlock(place, shape) };
  }
}

/** A function of its own says what is broken; a missing value makes it say nothing. */
export function printPartCall({ json, path, names }: Place, shape: ShapeIr): string {
  return `${names.part(path, shape)}(${withoutNull(json, shape)}, ${printPath(path)})`;
}

function objectBlock(place: Place, shape: ObjectIr & ShapeIr): CheckBlock {
  const blocks = Object.entries(shape.fields).map(([name, field]) =>
    fieldBlock(place, shape, name, field),
  );
  const others = otherKeys(place, shape);
  return {
    assignments: blocks.flatMap(({ assignments }) => assignments),
    lines: [
      typeLine(place, shape, 'object'),
      ...blocks.flatMap(({ lines }) => lines),
      ...(shape.unknownKeys ? [] : [line(place, `${others} <> '{}'`, 'unknown_key')]),
    ],
    searches: [
      ...blocks.flatMap(({ searches }) => searches),
      ...(shape.unknownKeys
        ? [`contracts.custom_fields(${others}, ${printPath(place.path)})`]
        : []),
    ],
    loops: blocks.flatMap(({ loops }) => loops),
    lastLines: blocks.flatMap(({ lastLines }) => lastLines),
  };
}

function fieldBlock(parent: Place, shape: ObjectIr & ShapeIr, name: string, field: FieldIr) {
  const place = fieldPlace(parent, shape, name, field);
  const block = checkBlock(place, field);
  if (field.optional) return block;
  return { ...block, lines: [requiredLine(place, parent, shape, 'object'), ...block.lines] };
}

/** Where a field of an object stands. */
export function fieldPlace(
  parent: Place,
  shape: ObjectIr & ShapeIr,
  name: string,
  field: FieldIr,
): Place {
  const key = quoteLiteral(name);
  return {
    ...parent,
    json: `${parent.json} -> ${key}`,
    text: `${parent.json} ->> ${key}`,
    path: [...parent.path, `.${name}`],
    always: parent.always && !shape.nullable && !field.optional,
  };
}

/** The object without the fields of its contract. */
export function otherKeys({ json }: Place, shape: ObjectIr & ShapeIr): string {
  const names = Object.keys(shape.fields);
  const object = shape.nullable ? withoutNull(json, shape) : group(json);
  return names.length === 0 ? object : `${object} - ARRAY[${quoteLiterals(names)}]`;
}

function arrayBlock(place: Place, shape: ArrayIr & ShapeIr): CheckBlock {
  const { minItems, maxItems, nullable } = shape;
  const length = `jsonb_array_length(${withoutNull(place.json, shape)})`;
  const variable = place.depth === 0 ? 'i' : `i${place.depth + 1}`;
  const item: Place = {
    ...place,
    json: `${place.json} -> ${variable}`,
    text: `${place.json} ->> ${variable}`,
    path: [...place.path, '[', { sql: variable }, ']'],
    always: true,
    depth: place.depth + 1,
  };
  const count = place.always && !nullable ? length : `coalesce(${length}, 0)`;
  const least =
    minItems === undefined ? [] : [line(place, `${length} < ${minItems}`, `min_items ${minItems}`)];
  const most =
    maxItems === undefined ? [] : [line(place, `${length} > ${maxItems}`, `max_items ${maxItems}`)];
  return {
    ...emptyBlock,
    lines: [typeLine(place, shape, 'array'), ...most],
    loops: [{ header: `${variable} IN 0 .. ${count} - 1`, body: checkBlock(item, shape.items) }],
    lastLines: least,
  };
}
