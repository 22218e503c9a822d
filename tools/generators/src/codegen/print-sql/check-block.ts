import type { ArrayIr, FieldIr, ObjectIr, ShapeIr } from '../contract-ir.ts';
import { leafBlock, typeLine } from './leaf-checks.ts';
import { type CheckLine, group, line, type Place, printPath } from './place.ts';
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

/** A loop over the items of an array. */
export interface CheckLoop {
  readonly variable: string;
  readonly count: string;
  readonly body: CheckBlock;
}

/**
 * The checks of a value, in an order in which each can rely on those before it. A missing value
 * makes every condition but its own `required` unknown, which is not broken; so does JSON null
 * where it is allowed. Each shape begins with its type, so that no wrong value gets past that.
 */
export function checkBlock(place: Place, shape: ShapeIr): CheckBlock {
  if (shape.kind === 'object') return objectBlock(place, shape);
  if (shape.kind === 'array') return arrayBlock(place, shape);
  if (
    shape.kind === 'string' ||
    shape.kind === 'number' ||
    shape.kind === 'boolean' ||
    shape.kind === 'one_of'
  ) {
    return { ...emptyBlock, ...leafBlock(place, shape) };
  }
  throw new Error(`${shape.kind} is not printed yet.`);
}

const emptyBlock: CheckBlock = {
  assignments: [],
  lines: [],
  searches: [],
  loops: [],
  lastLines: [],
};

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

function fieldBlock(
  parent: Place,
  { nullable }: ShapeIr,
  name: string,
  field: FieldIr,
): CheckBlock {
  const key = quoteLiteral(name);
  const place: Place = {
    ...parent,
    json: `${parent.json} -> ${key}`,
    text: `${parent.json} ->> ${key}`,
    path: [...parent.path, `.${name}`],
    always: parent.always && !nullable && !field.optional,
  };
  const block = checkBlock(place, field);
  if (field.optional) return block;
  const isThere = parent.always && !nullable ? '' : `jsonb_typeof(${parent.json}) = 'object' AND `;
  const required = line(place, `${isThere}${group(place.json)} IS NULL`, 'required');
  return { ...block, lines: [required, ...block.lines] };
}

/** The object without the fields of its contract. */
function otherKeys({ json }: Place, { fields, nullable }: ObjectIr & ShapeIr): string {
  const names = Object.keys(fields);
  const object = nullable ? withoutNull(json) : group(json);
  return names.length === 0 ? object : `${object} - ARRAY[${quoteLiterals(names)}]`;
}

function arrayBlock(place: Place, shape: ArrayIr & ShapeIr): CheckBlock {
  const { minItems, maxItems, nullable } = shape;
  const length = `jsonb_array_length(${nullable ? withoutNull(place.json) : place.json})`;
  const variable = place.depth === 0 ? 'i' : `i${place.depth + 1}`;
  const item: Place = {
    ...place,
    json: `${place.json} -> ${variable}`,
    text: `${place.json} ->> ${variable}`,
    path: [...place.path, { index: variable }],
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
    loops: [{ variable, count, body: checkBlock(item, shape.items) }],
    lastLines: least,
  };
}

/** The functions for objects and arrays fail on JSON null; on a missing value they say nothing. */
function withoutNull(json: string): string {
  return `nullif(${json}, 'null')`;
}
