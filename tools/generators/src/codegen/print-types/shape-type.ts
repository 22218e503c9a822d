import type { FieldIr, ObjectIr, ShapeIr } from '../contract-ir.ts';
import { indent, quote } from '../print-validators/typescript-text.ts';

/** Names the type of a shape that contains itself. */
export type DefinitionName = (name: string) => string;

/** The type that zod infers for a shape, as TypeScript source. */
export function shapeType(shape: ShapeIr, definitionName: DefinitionName): string {
  const type = kindType(shape, definitionName);
  return shape.nullable && !type.split(' | ').includes('null') ? `${type} | null` : type;
}

function kindType(shape: ShapeIr, definitionName: DefinitionName): string {
  const typeOf = (inner: ShapeIr) => shapeType(inner, definitionName);
  switch (shape.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return shape.kind;
    case 'one_of':
      return shape.values.map((value) => quote(value)).join(' | ');
    case 'object':
      return objectType(shape, definitionName);
    case 'record':
      return `{ [key: string]: ${typeOf(shape.values)} }`;
    case 'array':
      return itemType(shape.items, definitionName);
    case 'tuple': {
      const rest = shape.rest ? [`...${itemType(shape.rest, definitionName)}`] : [];
      return `[${[...shape.items.map(typeOf), ...rest].join(', ')}]`;
    }
    case 'union':
    case 'xor':
      return joinTypes(shape.options.map(typeOf));
    case 'discriminated_union':
      return joinTypes(shape.options.map((option) => typeOf(option.shape)));
    case 'ref':
      return definitionName(shape.name);
  }
}

/** The braces of an interface, or the type itself. */
export function objectType(
  { fields, unknownKeys }: ObjectIr,
  definitionName: DefinitionName,
): string {
  const lines = Object.entries(fields).flatMap(([name, field]) =>
    fieldLines(name, field, definitionName),
  );
  if (unknownKeys) lines.unshift('[custom: string]: unknown;');
  return lines.length === 0 ? 'Record<string, never>' : ['{', ...indent(lines), '}'].join('\n');
}

function fieldLines(name: string, field: FieldIr, definitionName: DefinitionName): string[] {
  const type = shapeType(field, definitionName);
  const member = field.optional ? `${name}?: ${type} | undefined;` : `${name}: ${type};`;
  const notes = [
    ...(field.description === undefined ? [] : [commentText(field.description)]),
    ...(field.deprecated ? ['@deprecated'] : []),
  ];
  return notes.length === 0 ? [member] : [`/** ${notes.join(' ')} */`, member];
}

/** Text that can stand in a comment. */
export function commentText(text: string): string {
  return text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ').trim();
}

function joinTypes(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

/** An array's brackets bind tighter than what stands between alternatives. */
function itemType(shape: ShapeIr, definitionName: DefinitionName): string {
  const type = shapeType(shape, definitionName);
  const isOne = !/union|xor|one_of/.test(shape.kind) && !shape.nullable;
  return isOne ? `${type}[]` : `(${type})[]`;
}
