import type {
  ArrayIr,
  FieldIr,
  NumberIr,
  ObjectIr,
  OneOfIr,
  ShapeIr,
  StringIr,
} from '../contract-ir.ts';
import { toPostgresRegex } from '../regex/postgres-regex.ts';
import { quoteJson, quoteLiteral, quoteLiterals } from './sql-text.ts';

/** A value inside of the checked document. */
export interface Place {
  /** Expression of the value as jsonb: NULL when it is missing. */
  readonly json: string;
  /** Expression of the value as text: NULL when it is missing or JSON null. */
  readonly text: string;
  /** Expression of its path in messages. */
  readonly path: PathText;
  /** False when the document may be valid without it, or with JSON null around it. */
  readonly always: boolean;
  /** Number of loops around it. */
  readonly depth: number;
}

/** A path in pieces: fixed texts, and names of loop variables between brackets. */
export type PathText = readonly (string | { readonly index: string })[];

/** `WHEN condition THEN 'path: rule'`: the condition says that the rule is broken. */
export interface CheckLine {
  readonly condition: string;
  readonly problem: string;
}

/** A loop over the items of an array. */
export interface CheckLoop {
  readonly variable: string;
  readonly count: string;
  readonly body: CheckBlock;
}

/** Lines first, then searches, then loops: items are looked at when all else is in order. */
export interface CheckBlock {
  readonly lines: readonly CheckLine[];
  /** Expressions that say a broken rule by themselves, or NULL. */
  readonly searches: readonly string[];
  readonly loops: readonly CheckLoop[];
}

/**
 * The checks of a value, in an order in which each can rely on those before it. A missing value
 * makes every condition but its own `required` unknown, which is not broken; so does JSON null
 * where it is allowed. Each shape begins with its type, so that no wrong value gets that far.
 */
export function checkBlock(place: Place, shape: ShapeIr): CheckBlock {
  switch (shape.kind) {
    case 'string':
      return leaf([typeLine(place, shape, 'string'), ...stringLines(place, shape)]);
    case 'number':
      return leaf(numberLines(place, shape));
    case 'boolean':
      return leaf([typeLine(place, shape, 'boolean')]);
    case 'one_of':
      return leaf([oneOfLine(place, shape)]);
    case 'object':
      return objectBlock(place, shape);
    case 'array':
      return arrayBlock(place, shape);
  }
}

function leaf(lines: readonly CheckLine[]): CheckBlock {
  return { lines, searches: [], loops: [] };
}

function typeLine(place: Place, shape: ShapeIr, type: string): CheckLine {
  const condition = shape.nullable
    ? `jsonb_typeof(${place.json}) NOT IN (${quoteLiterals([type, 'null'])})`
    : `jsonb_typeof(${place.json}) <> ${quoteLiteral(type)}`;
  return line(place, condition, `type ${type}`);
}

function stringLines(place: Place, { checks }: StringIr): CheckLine[] {
  return checks.map((check) => {
    switch (check.rule) {
      case 'min_length':
        return line(
          place,
          `char_length(${place.text}) < ${check.bound}`,
          `min_length ${check.bound}`,
        );
      case 'max_length':
        return line(
          place,
          `char_length(${place.text}) > ${check.bound}`,
          `max_length ${check.bound}`,
        );
      case 'pattern':
      case 'format': {
        const regex = quoteLiteral(toPostgresRegex(check.source, check.flags));
        const rule = check.rule === 'pattern' ? 'pattern' : `format ${check.format}`;
        return line(place, `(${place.text}) COLLATE "C" !~ ${regex}`, rule);
      }
    }
  });
}

function numberLines(place: Place, shape: NumberIr & ShapeIr): CheckLine[] {
  const value = `contracts.double_of(${place.json})`;
  const comparison = { min: '<', max: '>', min_exclusive: '<=', max_exclusive: '>=' } as const;
  return [
    typeLine(place, shape, 'number'),
    line(place, `abs(${value}) = 'Infinity'`, 'type number'),
    ...shape.checks.flatMap((check) =>
      check.rule === 'int'
        ? [
            line(place, `trunc(${value}) <> ${value}`, 'type int'),
            line(place, `${value} > ${Number.MAX_SAFE_INTEGER}`, `max ${Number.MAX_SAFE_INTEGER}`),
            line(place, `${value} < ${Number.MIN_SAFE_INTEGER}`, `min ${Number.MIN_SAFE_INTEGER}`),
          ]
        : [
            line(
              place,
              `${value} ${comparison[check.rule]} ${check.bound}`,
              `${check.rule} ${check.bound}`,
            ),
          ],
    ),
  ];
}

function oneOfLine(place: Place, { values, nullable }: OneOfIr & ShapeIr): CheckLine {
  const all = nullable && !values.includes(null) ? [...values, null] : values;
  const numbers = all.filter((value) => typeof value === 'number');
  const others = all.filter((value) => typeof value !== 'number').map((value) => quoteJson(value));
  const conditions = [
    ...(others.length > 0 ? [`${group(place.json)} NOT IN (${others.join(', ')})`] : []),
    ...(numbers.length > 0
      ? [`coalesce(contracts.double_of(${place.json}) NOT IN (${numbers.join(', ')}), true)`]
      : []),
  ];
  if (others.length === 0) conditions.unshift(`${group(place.json)} IS NOT NULL`);
  return line(place, conditions.join(' AND '), 'one_of');
}

function objectBlock(place: Place, shape: ObjectIr & ShapeIr): CheckBlock {
  const blocks = Object.entries(shape.fields).map(([name, field]) =>
    fieldBlock(place, shape, name, field),
  );
  return {
    lines: [
      typeLine(place, shape, 'object'),
      ...blocks.flatMap(({ lines }) => lines),
      ...(shape.unknownKeys ? [] : [unknownKeyLine(place, shape)]),
    ],
    searches: [
      ...blocks.flatMap(({ searches }) => searches),
      ...(shape.unknownKeys ? [infiniteNumberSearch(place, shape)] : []),
    ],
    loops: blocks.flatMap(({ loops }) => loops),
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
    json: `${parent.json} -> ${key}`,
    text: `${parent.json} ->> ${key}`,
    path: [...parent.path, `.${name}`],
    always: parent.always && !nullable && !field.optional,
    depth: parent.depth,
  };
  const block = checkBlock(place, field);
  if (field.optional) return block;
  const isThere = parent.always && !nullable ? '' : `jsonb_typeof(${parent.json}) = 'object' AND `;
  const required = line(place, `${isThere}${group(place.json)} IS NULL`, 'required');
  return { ...block, lines: [required, ...block.lines] };
}

function unknownKeyLine(place: Place, shape: ObjectIr & ShapeIr): CheckLine {
  return line(place, `${unknownKeys(place, shape)} <> '{}'`, 'unknown_key');
}

/** Keys that no contract names may hold anything that both sides can read. */
function infiniteNumberSearch(place: Place, shape: ObjectIr & ShapeIr): string {
  return `contracts.infinite_number(${unknownKeys(place, shape)}, ${printPath(place.path)})`;
}

/** The object without the fields of its contract. */
function unknownKeys({ json }: Place, { fields, nullable }: ObjectIr & ShapeIr): string {
  const names = Object.keys(fields);
  const object = nullable ? `nullif(${json}, 'null')` : group(json);
  return names.length === 0 ? object : `${object} - ARRAY[${quoteLiterals(names)}]`;
}

function arrayBlock(place: Place, shape: ArrayIr & ShapeIr): CheckBlock {
  const json = shape.nullable ? `nullif(${place.json}, 'null')` : place.json;
  const count = `jsonb_array_length(${json})`;
  const variable = place.depth === 0 ? 'i' : `i${place.depth + 1}`;
  const item: Place = {
    json: `${place.json} -> ${variable}`,
    text: `${place.json} ->> ${variable}`,
    path: [...place.path, { index: variable }],
    always: true,
    depth: place.depth + 1,
  };
  const { minItems, maxItems } = shape;
  return {
    lines: [
      typeLine(place, shape, 'array'),
      ...(minItems === undefined
        ? []
        : [line(place, `${count} < ${minItems}`, `min_items ${minItems}`)]),
      ...(maxItems === undefined
        ? []
        : [line(place, `${count} > ${maxItems}`, `max_items ${maxItems}`)]),
    ],
    searches: [],
    loops: [
      {
        variable,
        count: place.always && !shape.nullable ? count : `coalesce(${count}, 0)`,
        body: checkBlock(item, shape.items),
      },
    ],
  };
}

function line({ path }: Place, condition: string, rule: string): CheckLine {
  return { condition, problem: printPath([...path, `: ${rule}`]) };
}

/** `'event_metadata.tags[' || i || ']: pattern'` */
function printPath(path: PathText): string {
  const pieces: string[] = [''];
  for (const piece of path) {
    if (typeof piece === 'string') pieces.push((pieces.pop() ?? '') + piece);
    else pieces.push(`${pieces.pop() ?? ''}[`, piece.index, ']');
  }
  return pieces.map((piece, index) => (index % 2 === 0 ? quoteLiteral(piece) : piece)).join(' || ');
}

/** Arrows bind tighter than IS, IN and comparisons, but looser than the minus; spelt out for readers. */
function group(json: string): string {
  return json.includes(' ') ? `(${json})` : json;
}
