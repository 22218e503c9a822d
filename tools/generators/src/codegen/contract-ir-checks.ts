import type { ContractsIr, ShapeIr, StringCheckIr } from './contract-ir.ts';

/** The checks of all texts in the contracts, in the order of the contracts. */
export function stringChecks({ events, metadata }: ContractsIr): StringCheckIr[] {
  const shapes = events.flatMap(({ data, definitions = {} }) => [
    data,
    ...Object.values(definitions),
  ]);
  return [...shapes, metadata].flatMap((shape) => checksOf(shape));
}

function checksOf(shape: ShapeIr): readonly StringCheckIr[] {
  return shape.kind === 'string'
    ? shape.checks
    : innerShapes(shape).flatMap((inner) => checksOf(inner));
}

/** The shapes that a shape is made of; those behind a `ref` stand in the definitions. */
export function innerShapes(shape: ShapeIr): readonly ShapeIr[] {
  switch (shape.kind) {
    case 'object':
      return Object.values(shape.fields);
    case 'array':
      return [shape.items];
    case 'record':
      return [shape.keys, shape.values];
    case 'tuple':
      return [...shape.items, ...(shape.rest ? [shape.rest] : [])];
    case 'union':
    case 'xor':
      return shape.options;
    case 'discriminated_union':
      return shape.options.map((option) => option.shape);
    case 'string':
    case 'number':
    case 'boolean':
    case 'one_of':
    case 'ref':
      return [];
  }
}
