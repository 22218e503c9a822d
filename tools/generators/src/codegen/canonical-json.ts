import type { JsonValue } from './contract-ir.ts';

/** The same JSON with the keys of all objects in code unit order; arrays keep theirs. */
export function sortKeys(value: JsonValue): JsonValue {
  if (isList(value)) return value.map((item) => sortKeys(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
