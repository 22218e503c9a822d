import type {
  ConstantIr,
  NumberCheckIr,
  NumberIr,
  OneOfIr,
  ShapeIr,
  StringCheckIr,
  StringIr,
} from '../contract-ir.ts';
import type { CheckBlock } from './check-block.ts';
import { type CheckLine, group, line, type PatternIr, type Place } from './place.ts';
import { quoteJson, quoteLiteral, quoteLiterals } from './sql-text.ts';

type LeafIr = Extract<ShapeIr, { readonly kind: 'string' | 'number' | 'boolean' | 'one_of' }>;
type LeafBlock = Partial<CheckBlock>;

/** The checks of a value that holds no others. */
export function leafBlock(place: Place, shape: LeafIr): LeafBlock {
  switch (shape.kind) {
    case 'string': {
      const checks = shape.checks.map((check) => stringLine(place, check));
      return { lines: [typeLine(place, shape, 'string'), ...checks] };
    }
    case 'number':
      return numberBlock(place, shape);
    case 'boolean':
      return { lines: [typeLine(place, shape, 'boolean')] };
    case 'one_of':
      return { lines: [oneOfLine(place, shape)] };
  }
}

/** The first line of every shape. Unknown, and so not broken, when the value is missing. */
export function typeLine(
  place: Place,
  { nullable }: ShapeIr,
  type: string,
  name = type,
): CheckLine {
  const actual = `jsonb_typeof(${place.json})`;
  const condition = nullable
    ? `${actual} NOT IN (${quoteLiterals([type, 'null'])})`
    : `${actual} <> ${quoteLiteral(type)}`;
  return line(place, condition, `type ${name}`);
}

/** Conditions that a key of a record breaks its form; the place's text is the key. */
export function keyConditions(place: Place, { checks }: StringIr): string[] {
  return checks.map((check) => stringLine(place, check).condition);
}

/** The line for one check of a text. */
export function stringLine(place: Place, check: StringCheckIr): CheckLine {
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
    case 'format':
      return line(place, doesNotMatch(place, check), `format ${check.format}`);
    case 'pattern':
      return line(place, doesNotMatch(place, check), 'pattern');
  }
}

function doesNotMatch({ text, names }: Place, pattern: PatternIr): string {
  return `NOT ${names.patternFunction(pattern)}(${text})`;
}

/** The number goes into a variable, because converting it costs as much as the rest of its checks. */
function numberBlock(place: Place, shape: NumberIr & ShapeIr): LeafBlock {
  const variable = place.names.variable('number', 'double precision');
  return {
    assignments: [{ variable, value: `contracts.double_of(${place.json})` }],
    lines: [
      typeLine(place, shape, 'number'),
      line(place, `${variable} = 'Infinity'`, 'type number'),
      ...shape.checks.flatMap((check) => numberLines(place, variable, check)),
    ],
  };
}

/** The lines for one check of a number, which is the expression. */
export function numberLines(place: Place, variable: string, check: NumberCheckIr): CheckLine[] {
  if (check.rule === 'int') {
    const [max, min] = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    return [
      line(place, `${variable} <> trunc(${variable})`, 'type int'),
      line(place, `${variable} > ${max}`, `max ${max}`),
      line(place, `${variable} < ${min}`, `min ${min}`),
    ];
  }
  if (check.rule === 'multiple_of') {
    const isMultiple = `contracts.is_multiple(${variable}, ${check.bound})`;
    return [line(place, `NOT ${isMultiple}`, `multiple_of ${check.bound}`)];
  }
  const broken = { min: '<', max: '>', min_exclusive: '<=', max_exclusive: '>=' }[check.rule];
  return [line(place, `${variable} ${broken} ${check.bound}`, `${check.rule} ${check.bound}`)];
}

/** Numbers compare as doubles, everything else as jsonb. */
function oneOfLine(place: Place, { values, nullable }: OneOfIr & ShapeIr): CheckLine {
  const all = nullable && !values.includes(null) ? [...values, null] : values;
  const numbers = all.filter((value) => typeof value === 'number');
  const others = all.filter((value) => typeof value !== 'number').map((value) => quoteJson(value));
  const json = group(place.json);
  const isOther =
    others.length === 0 ? `${json} IS NOT NULL` : `${json} NOT IN (${others.join(', ')})`;
  if (numbers.length === 0) return line(place, isOther, 'one_of');
  const isNumber = `contracts.double_of(${place.json}) IN (${numbers.join(', ')})`;
  return line(place, `${isOther} AND (${isNumber}) IS NOT TRUE`, 'one_of');
}

/** The value is there and one of the constants; false, never unknown, for any other. */
export function isOneOf({ json }: Place, values: readonly ConstantIr[]): string {
  const numbers = values.filter((value) => typeof value === 'number');
  const others = values
    .filter((value) => typeof value !== 'number')
    .map((value) => quoteJson(value));
  const conditions = [
    ...(others.length === 0 ? [] : [`${group(json)} IN (${others.join(', ')})`]),
    ...(numbers.length === 0 ? [] : [`contracts.double_of(${json}) IN (${numbers.join(', ')})`]),
  ];
  return conditions.join(' OR ');
}
