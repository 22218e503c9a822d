import type * as z from 'zod';

import type { ConstantIr, ShapeIr } from '../contract-ir.ts';
import { type Collection, refuse, refuseChecks } from './collection.ts';

/** A literal or an enum: the value is one of these constants. */
export function collectOneOf(
  collection: Collection,
  values: readonly z.core.util.Literal[],
  checks: readonly z.core.$ZodCheck[] | undefined,
): ShapeIr {
  refuseChecks(collection, checks);
  const constants = values.filter((value) => isStorableConstant(value));
  if (constants.length < values.length || constants.length === 0) {
    return refuse(
      collection,
      'one of its constants cannot be stored as JSON. Use texts, finite numbers, booleans and null.',
    );
  }
  return { kind: 'one_of', values: distinctConstants(constants) };
}

/** Each once, as JSON Schema wants them; JSON writes 0 and -0 alike. */
export function distinctConstants(constants: readonly ConstantIr[]): ConstantIr[] {
  return [...new Set(constants.map((value) => (value === 0 ? 0 : value)))];
}

/** The values of an enum; a numeric TypeScript enum names its members in both directions. */
export function enumValues(entries: z.core.util.EnumLike): z.core.util.EnumValue[] {
  const numbers = new Set(Object.values(entries).filter((value) => typeof value === 'number'));
  return Object.entries(entries)
    .filter(([name]) => !numbers.has(Number(name)))
    .map(([, value]) => value);
}

/** JSON can hold it, and jsonb store it. */
export function isStorableConstant(value: unknown): value is ConstantIr {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'boolean' || value === null;
}
