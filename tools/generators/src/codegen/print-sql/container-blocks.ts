import type { RecordIr, ShapeIr, TupleIr } from '../contract-ir.ts';
import type { CheckBlock } from './check-block.ts';
import { keyConditions, typeLine } from './leaf-checks.ts';
import {
  type CheckLine,
  group,
  line,
  maskedKey,
  type Place,
  printPath,
  withoutNull,
} from './place.ts';

type CheckInner = (place: Place, shape: ShapeIr) => CheckBlock;

/** An item for each place, then a loop over the rest. */
export function tupleBlock(
  place: Place,
  shape: TupleIr & ShapeIr,
  check: CheckInner,
): Partial<CheckBlock> {
  const { items, rest, nullable } = shape;
  const list = withoutNull(place.json, shape);
  const length = `jsonb_array_length(${list})`;
  const count = items.length;
  const bounds = [
    ...(count > 0 ? [line(place, `${length} < ${count}`, `min_items ${count}`)] : []),
    line(place, `${length} > ${count}`, `max_items ${count}`),
  ];
  const blocks = items.map((item, index) => {
    // The first item of a scalar, null too, is to Postgres the scalar itself.
    const at = itemPlace({ ...place, json: list }, String(index), place.always && !nullable);
    const block = check(at, item);
    if (rest === undefined) return block;
    return { ...block, lines: [requiredLine(at, place, shape, 'array'), ...block.lines] };
  });
  const last = rest && restLoop(place, shape, check(restPlace(place), rest));
  return {
    assignments: blocks.flatMap(({ assignments }) => assignments),
    lines: [
      typeLine(place, shape, 'array', 'tuple'),
      ...(rest === undefined ? bounds : []),
      ...blocks.flatMap(({ lines }) => lines),
    ],
    searches: blocks.flatMap(({ searches }) => searches),
    loops: [...blocks.flatMap(({ loops }) => loops), ...(last ? [last] : [])],
    lastLines: blocks.flatMap(({ lastLines }) => lastLines),
  };
}

/** A loop over the entries: the key first, then the value. */
export function recordBlock(
  place: Place,
  shape: RecordIr & ShapeIr,
  check: CheckInner,
): Partial<CheckBlock> {
  const key = shape.keys.checks.length === 0 ? undefined : place.names.variable('key', 'text');
  const value = place.names.variable('entry', 'jsonb');
  const entry: Place = {
    ...place,
    json: value,
    text: `${value} #>> '{}'`,
    path: [...place.path, maskedKey],
    always: true,
    depth: place.depth + 1,
  };
  const problem = printPath([...entry.path, ': invalid_key']);
  const conditions = key === undefined ? [] : keyConditions({ ...entry, text: key }, shape.keys);
  const keys = conditions.map((condition) => ({ condition, problem }));
  const values = check(entry, shape.values);
  const [variables, columns] =
    key === undefined ? [value, 'entry.value'] : [`${key}, ${value}`, '*'];
  return {
    lines: [typeLine(place, shape, 'object', 'record')],
    loops: [
      {
        header: `${variables} IN SELECT ${columns} FROM jsonb_each(${withoutNull(place.json, shape)}) AS entry`,
        body: { ...values, lines: [...keys, ...values.lines] },
      },
    ],
  };
}

/** Says that a value is missing, where what should hold it is there. */
export function requiredLine(
  place: Place,
  parent: Place,
  { nullable }: ShapeIr,
  type: string,
): CheckLine {
  const isThere = parent.always && !nullable ? '' : `jsonb_typeof(${parent.json}) = '${type}' AND `;
  return line(place, `${isThere}${group(place.json)} IS NULL`, 'required');
}

function itemPlace(place: Place, index: string, always: boolean): Place {
  return {
    ...place,
    json: `${place.json} -> ${index}`,
    text: `${place.json} ->> ${index}`,
    path: [...place.path, `[${index}]`],
    always,
  };
}

function restPlace(place: Place): Place {
  const variable = `i${place.depth === 0 ? '' : place.depth + 1}`;
  return {
    ...itemPlace(place, variable, true),
    path: [...place.path, '[', { sql: variable }, ']'],
    depth: place.depth + 1,
  };
}

function restLoop(place: Place, shape: TupleIr & ShapeIr, body: CheckBlock) {
  const variable = `i${place.depth === 0 ? '' : place.depth + 1}`;
  const length = `coalesce(jsonb_array_length(${withoutNull(place.json, shape)}), 0)`;
  return { header: `${variable} IN ${shape.items.length} .. ${length} - 1`, body };
}
