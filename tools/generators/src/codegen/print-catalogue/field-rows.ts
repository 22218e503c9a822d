import type { EventIr, FieldIr, ObjectIr, ShapeIr } from '../contract-ir.ts';
import { rulesOf, typeOf } from './field-rules.ts';
import { code } from './markdown.ts';

/** Rows of the table of fields: path, type, rules; what a value holds comes after it. */
export function fieldRows({
  data,
  definitions = {},
}: Pick<EventIr, 'data' | 'definitions'>): string[][] {
  return [
    ...objectRows(data, ''),
    ...Object.entries(definitions).flatMap(([name, shape]) => shapeRows(`<${name}>`, shape)),
  ];
}

function objectRows({ fields }: ObjectIr, parent: string): string[][] {
  return Object.entries(fields).flatMap(([name, field]) => shapeRows(`${parent}${name}`, field));
}

function shapeRows(path: string, field: FieldIr): string[][] {
  const rules = [
    ...(field.deprecated ? ['deprecated'] : []),
    ...(field.pii ? ['personal data'] : []),
    ...(field.optional ? ['may be missing'] : []),
    ...(field.nullable ? ['may be null'] : []),
    ...rulesOf(field),
  ];
  const text = [rules.join(', '), field.description ?? ''].filter((part) => part !== '').join('. ');
  return [[code(path), typeOf(field), text], ...innerRows(path, field)];
}

function innerRows(path: string, shape: ShapeIr): string[][] {
  switch (shape.kind) {
    case 'object':
      return objectRows(shape, `${path}.`);
    case 'array':
      return shapeRows(`${path}[]`, shape.items);
    case 'record':
      return shapeRows(`${path}.*`, shape.values);
    case 'tuple':
      return [
        ...shape.items.flatMap((item, index) => shapeRows(`${path}[${index}]`, item)),
        ...(shape.rest ? shapeRows(`${path}[${shape.items.length}…]`, shape.rest) : []),
      ];
    case 'union':
    case 'xor':
      return optionRows(path, shape.options);
    case 'discriminated_union':
      return optionRows(
        path,
        shape.options.map((option) => option.shape),
      );
    case 'string':
    case 'number':
    case 'boolean':
    case 'one_of':
    case 'ref':
      return [];
  }
}

/** `value (2)` is the second of the alternatives. */
function optionRows(path: string, options: readonly ShapeIr[]): string[][] {
  return options.flatMap((option, index) => shapeRows(`${path} (${index + 1})`, option));
}
