import type { JsonValue } from '../contract-ir.ts';
import type { JsonSchema } from '../print-json-schema/json-schema.ts';

/**
 * The same schema for readers of draft 7, which AsyncAPI's own schemas are based on: there nothing
 * beside `$ref` counts, and `items` lists the places of a tuple.
 */
export function toDraft07(schema: JsonSchema): JsonSchema {
  const { $ref, prefixItems, items, allOf = [], ...rest } = schema;
  const converted = Object.entries(rest).map(([key, value]) => [key, convert(value)] as const);
  const isAlone = Object.keys(schema).length === 1;
  const all = [...($ref === undefined || isAlone ? [] : [{ $ref }]), ...listOf(allOf)];
  return {
    ...($ref !== undefined && isAlone && { $ref }),
    ...Object.fromEntries(converted),
    ...(all.length > 0 && { allOf: all.map((part) => convert(part)) }),
    ...itemsOf(prefixItems, items),
  };
}

function itemsOf(places: JsonValue | undefined, others: JsonValue | undefined): JsonSchema {
  if (places === undefined) return others === undefined ? {} : { items: convert(others) };
  return {
    items: convert(places),
    ...(others !== undefined && { additionalItems: convert(others) }),
  };
}

function convert(value: JsonValue): JsonValue {
  if (isList(value)) return value.map((item) => convert(item));
  return typeof value === 'object' && value !== null ? toDraft07(value) : value;
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return isList(value) ? value : [];
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
