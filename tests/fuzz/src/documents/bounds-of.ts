import type { EventIr, ShapeIr } from '@a4c/generators/codegen';

/** All numbers that the rules of a shape name: values next to them are worth a test. */
export function boundsOf(shape: ShapeIr, definitions: EventIr['definitions'] = {}): number[] {
  return [shape, ...Object.values(definitions)].flatMap((root) => boundsIn(root));
}

function boundsIn(shape: ShapeIr): number[] {
  switch (shape.kind) {
    case 'string':
    case 'number':
      return shape.checks.flatMap((check) => ('bound' in check ? [check.bound] : []));
    case 'array':
      return [...boundsIn(shape.items), shape.minItems ?? 0, shape.maxItems ?? 0];
    case 'tuple':
      return [
        shape.items.length,
        ...[...shape.items, shape.rest].flatMap((item) => (item ? boundsIn(item) : [])),
      ];
    case 'object':
      return Object.values(shape.fields).flatMap((field) => boundsIn(field));
    case 'record':
      return [...boundsIn(shape.keys), ...boundsIn(shape.values)];
    case 'union':
    case 'xor':
      return shape.options.flatMap((option) => boundsIn(option));
    case 'discriminated_union':
      return shape.options.flatMap((option) => boundsIn(option.shape));
    case 'one_of':
    case 'boolean':
    case 'ref':
      return [];
  }
}
