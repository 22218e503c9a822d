import type {
  ArrayIr,
  FieldIr,
  ObjectIr,
  OneOfIr,
  RecordIr,
  ShapeIr,
  TupleIr,
} from '../contract-ir.ts';
import { type Definitions, type JsonSchema, storableText, storableValue } from './json-schema.ts';
import { numberKeywords, stringKeywords } from './leaf-keywords.ts';

/** Where a shape is printed. */
export interface SchemaPlace {
  readonly definitions: Definitions;
  /** What the shape calls by name, and its name among the definitions. */
  readonly shapeNamed: (name: string) => { readonly name: string; readonly shape: ShapeIr };
}

/**
 * The JSON Schema of a shape. It accepts what the contract accepts: an assertion for each rule, with
 * the contract's own pattern beside every `format`, which validators need not check.
 */
export function shapeSchema(place: SchemaPlace, shape: FieldIr): JsonSchema {
  const { description, pii, deprecated, nullable } = shape;
  return {
    ...(description !== undefined && { description }),
    ...(pii && { 'x-a4c-pii': true }),
    ...(deprecated && { deprecated }),
    ...(nullable ? nullableKeywords(place, shape) : keywords(place, shape)),
  };
}

/** Where null cannot stand beside the shape's type, because it has none or refers to one, it is an option. */
function nullableKeywords(place: SchemaPlace, shape: ShapeIr): JsonSchema {
  const schema = keywords(place, shape);
  const { type, $ref } = schema;
  if (shape.kind === 'one_of') {
    return shape.values.includes(null) ? schema : { enum: [...shape.values, null] };
  }
  return typeof type === 'string' && $ref === undefined
    ? { ...schema, type: [type, 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}

function keywords(place: SchemaPlace, shape: ShapeIr): JsonSchema {
  const { definitions } = place;
  const print = (option: ShapeIr) => shapeSchema(place, option);
  switch (shape.kind) {
    case 'string':
      return { type: 'string', ...stringKeywords(shape.checks, definitions) };
    case 'number':
      return numberKeywords(shape.checks);
    case 'boolean':
      return { type: 'boolean' };
    case 'one_of':
      return oneOfKeywords(shape);
    case 'object':
      return objectKeywords(place, shape);
    case 'record':
      return recordKeywords(place, shape);
    case 'array':
      return arrayKeywords(place, shape);
    case 'tuple':
      return tupleKeywords(place, shape);
    case 'union':
      return { anyOf: shape.options.map((option) => print(option)) };
    case 'xor':
      return { oneOf: shape.options.map((option) => print(option)) };
    case 'discriminated_union':
      return { oneOf: shape.options.map((option) => print(option.shape)) };
    case 'ref': {
      const named = place.shapeNamed(shape.name);
      return definitions.refTo(named.name, () => print(named.shape));
    }
  }
}

function oneOfKeywords({ values }: OneOfIr): JsonSchema {
  const [only, ...others] = values;
  // As a constant, tools that make types take it for nothing said.
  if (only === null && others.length === 0) return { type: 'null' };
  return only !== undefined && others.length === 0 ? { const: only } : { enum: values };
}

function objectKeywords(place: SchemaPlace, { fields, unknownKeys }: ObjectIr): JsonSchema {
  const { definitions } = place;
  const entries = Object.entries(fields);
  const required = entries.filter(([, { optional }]) => !optional).map(([name]) => name);
  const properties = entries.map(([name, field]) => [name, shapeSchema(place, field)]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    ...(unknownKeys && { propertyNames: storableText(definitions) }),
    additionalProperties: unknownKeys ? storableValue(definitions) : false,
  };
}

function recordKeywords(place: SchemaPlace, { keys, values }: RecordIr): JsonSchema {
  return {
    type: 'object',
    propertyNames: {
      ...stringKeywords(keys.checks, place.definitions),
      not: { const: '__proto__' },
    },
    additionalProperties: shapeSchema(place, values),
  };
}

function arrayKeywords(place: SchemaPlace, { items, minItems, maxItems }: ArrayIr): JsonSchema {
  return {
    type: 'array',
    items: shapeSchema(place, items),
    ...(minItems !== undefined && { minItems }),
    ...(maxItems !== undefined && { maxItems }),
  };
}

function tupleKeywords(place: SchemaPlace, { items, rest }: TupleIr): JsonSchema {
  return {
    type: 'array',
    ...(items.length > 0 && { prefixItems: items.map((item) => shapeSchema(place, item)) }),
    items: rest === undefined ? false : shapeSchema(place, rest),
    minItems: items.length,
    ...(rest === undefined && { maxItems: items.length }),
  };
}
