import type { JsonValue } from '../contract-ir.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = { readonly [keyword: string]: JsonValue };

/** The schemas of a document that others of it refer to by name. */
export interface Definitions {
  /** A reference; what it names is made when it is referred to for the first time. */
  readonly refTo: (name: string, make: () => JsonSchema) => JsonSchema;
  /** Those that were referred to, sorted by name. */
  readonly print: () => { readonly [name: string]: JsonSchema };
}

/** @param prefix `#/$defs/` in a schema of its own, `#/components/schemas/` in an API document. */
export function createDefinitions(prefix: string): Definitions {
  const made = new Map<string, JsonSchema>();
  return {
    refTo: (name, make) => {
      if (!made.has(name)) {
        // A schema may refer to itself.
        made.set(name, {});
        made.set(name, make());
      }
      return { $ref: `${prefix}${name}` };
    },
    print: () => Object.fromEntries([...made].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const storablePattern = String.raw`^[^\u0000\ud800-\udfff]*$`;

/** Any text that can be stored. It names its type too: tools that make types read nothing beside it. */
export function storableText({ refTo }: Definitions): JsonSchema {
  return refTo('storable_text', () => ({
    description: 'No U+0000 and no half of a surrogate pair: jsonb cannot store them.',
    type: 'string',
    pattern: storablePattern,
  }));
}

/** Any value that can be stored. */
export function storableValue(definitions: Definitions): JsonSchema {
  return definitions.refTo('storable_value', () => ({
    description: 'Whatever jsonb can store and a double can hold.',
    type: ['null', 'boolean', 'number', 'string', 'array', 'object'],
    pattern: storablePattern,
    items: storableValue(definitions),
    propertyNames: storableText(definitions),
    additionalProperties: storableValue(definitions),
  }));
}
