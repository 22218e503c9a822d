import type {
  EventIr,
  NumberIr,
  ObjectIr,
  Random,
  RecordIr,
  ShapeIr,
  StringIr,
} from '@a4c/generators/codegen';

import { type JsonText, scalar } from './json-text.ts';

/** What samples are made of. */
export interface SampleSource {
  readonly random: Random;
  /** Texts that patterns may be looking for. */
  readonly texts: readonly string[];
  readonly definitions: NonNullable<EventIr['definitions']>;
}

/** Where shapes that hold themselves come to an end. */
const maxLevel = 8;

/** A value that the shape accepts, as far as its patterns find a text that they match. */
export function sampleJson(source: SampleSource, shape: ShapeIr, level = 0): JsonText {
  const { random } = source;
  if (level > maxLevel || (shape.nullable && random.below(6) === 0)) return scalar('null');
  const inner = (next: ShapeIr) => sampleJson(source, next, level + 1);
  switch (shape.kind) {
    case 'string':
      return scalar(JSON.stringify(sampleText(source, shape)));
    case 'number':
      return scalar(String(sampleNumber(random, shape)));
    case 'boolean':
      return scalar(random.pick(['true', 'false']));
    case 'one_of':
      return scalar(JSON.stringify(random.pick(shape.values)));
    case 'object':
      return sampleObject(source, shape, inner);
    case 'record':
      return sampleRecord(source, shape, inner);
    case 'array': {
      const { minItems = 0, maxItems = minItems + 3 } = shape;
      const least = level > 3 ? minItems : Math.min(maxItems, minItems + random.below(4));
      const length = random.below(8) === 0 && level < 3 ? Math.min(maxItems, 40) : least;
      return { kind: 'list', items: Array.from({ length }, () => inner(shape.items)) };
    }
    case 'tuple': {
      const { items, rest } = shape;
      const more = rest === undefined ? [] : Array.from({ length: random.below(3) }, () => rest);
      return { kind: 'list', items: [...items, ...more].map((item) => inner(item)) };
    }
    case 'union':
    case 'xor':
      return inner(random.pick(shape.options));
    case 'discriminated_union':
      return inner(random.pick(shape.options).shape);
    case 'ref': {
      const named = source.definitions[shape.name];
      return named === undefined ? scalar('null') : inner(named);
    }
  }
}

function sampleObject(
  { random }: SampleSource,
  { fields }: ObjectIr,
  inner: (shape: ShapeIr) => JsonText,
): JsonText {
  const entries = Object.entries(fields)
    .filter(([, { optional }]) => !optional || random.below(2) === 0)
    .map(([name, field]) => [name, inner(field)] as const);
  return { kind: 'object', entries };
}

function sampleRecord(
  source: SampleSource,
  { keys, values }: RecordIr,
  inner: (shape: ShapeIr) => JsonText,
): JsonText {
  const names = Array.from({ length: source.random.below(4) }, () => sampleText(source, keys));
  return { kind: 'object', entries: [...new Set(names)].map((name) => [name, inner(values)]) };
}

/** The texts that keep the checks are looked for once. */
const matching = new WeakMap<StringIr, readonly string[]>();

function sampleText({ random, texts }: SampleSource, shape: StringIr): string {
  const patterns = shape.checks.flatMap((check) =>
    'source' in check ? [new RegExp(check.source, check.flags)] : [],
  );
  const { min_length: min = 0, max_length: max = min + 12 } = boundsByRule(shape);
  if (patterns.length === 0) {
    const length = random.pick([min, max, Math.min(max, min + random.below(12))]);
    return random.pick(['a', 'é', '😀', ' ', 'Z', '٣', '\u2028']).repeat(length);
  }
  const known = matching.get(shape) ?? texts.filter((text) => isText(text, patterns, min, max));
  matching.set(shape, known);
  return known.length === 0 ? '' : random.pick(known);
}

function isText(text: string, patterns: readonly RegExp[], min: number, max: number): boolean {
  const { length } = Array.from(text);
  return length >= min && length <= max && patterns.every((pattern) => pattern.test(text));
}

function boundsByRule({ checks }: StringIr): Readonly<Record<string, number>> {
  return Object.fromEntries(
    checks.flatMap((check) => ('bound' in check ? [[check.rule, check.bound]] : [])),
  );
}

function sampleNumber(random: Random, { checks }: NumberIr): number {
  const bounds = checks.flatMap((check) => ('bound' in check ? [check.bound] : []));
  const middle = bounds.length < 2 ? 1 : (Math.min(...bounds) + Math.max(...bounds)) / 2;
  const candidates = [0, 1, middle, Math.round(middle), ...bounds].flatMap((near) => [
    near,
    near + 1,
    near - 1,
    near + random.below(10),
    near * 3,
  ]);
  const accepted = candidates.filter((value) => checks.every((check) => keeps(value, check)));
  return accepted.length === 0 ? 0 : random.pick(accepted);
}

function keeps(value: number, check: NumberIr['checks'][number]): boolean {
  switch (check.rule) {
    case 'int':
      return Number.isSafeInteger(value);
    case 'min':
      return value >= check.bound;
    case 'max':
      return value <= check.bound;
    case 'min_exclusive':
      return value > check.bound;
    case 'max_exclusive':
      return value < check.bound;
    case 'multiple_of':
      return value % check.bound === 0;
  }
}
