import type { ShapeIr } from '../contract-ir.ts';

/** All numbers that the rules of a shape name: values next to them are worth a test. */
export function boundsOf(shape: ShapeIr): number[] {
  switch (shape.kind) {
    case 'string':
    case 'number':
      return shape.checks.flatMap((check) => ('bound' in check ? [check.bound] : []));
    case 'array':
      return [...boundsOf(shape.items), shape.minItems ?? 0, shape.maxItems ?? 0];
    case 'object':
      return Object.values(shape.fields).flatMap((field) => boundsOf(field));
    case 'one_of':
    case 'boolean':
      return [];
  }
}
