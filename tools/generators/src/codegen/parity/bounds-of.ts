import { innerShapes } from '../contract-ir-checks.ts';
import type { ShapeIr } from '../contract-ir.ts';

/** All numbers that the rules of a shape name: values next to them are worth a test. */
export function boundsOf(shape: ShapeIr): number[] {
  const inner = innerShapes(shape).flatMap((part) => boundsOf(part));
  if (shape.kind === 'string' || shape.kind === 'number') {
    return shape.checks.flatMap((check) => ('bound' in check ? [check.bound] : []));
  }
  if (shape.kind === 'array') return [...inner, shape.minItems ?? 0, shape.maxItems ?? 0];
  return shape.kind === 'tuple' ? [...inner, shape.items.length] : inner;
}
