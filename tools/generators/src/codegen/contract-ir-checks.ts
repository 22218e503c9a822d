import type { ContractsIr, ShapeIr, StringCheckIr } from './contract-ir.ts';

/** The checks of all texts in the contracts, in the order of the contracts. */
export function stringChecks({ events, metadata }: ContractsIr): StringCheckIr[] {
  return [...events.map(({ data }) => data), metadata].flatMap((shape) => checksOf(shape));
}

function checksOf(shape: ShapeIr): readonly StringCheckIr[] {
  if (shape.kind === 'string') return shape.checks;
  if (shape.kind === 'object')
    return Object.values(shape.fields).flatMap((field) => checksOf(field));
  return shape.kind === 'array' ? checksOf(shape.items) : [];
}
