// Generated from libs/contracts by "nx sync". Do not edit.

import { broken, type BrokenRule, wrongKind } from './broken-rules.ts';

/** True for a number that JSON can write. */
export function isNumber(rules: BrokenRule[], path: string, value: unknown): value is number {
  const isOne = Number.isFinite(value);
  if (!isOne) wrongKind(rules, path, 'type number', value);
  return isOne;
}

/** True when further rules of the number are worth asking: it is whole. */
export function isWhole(rules: BrokenRule[], path: string, value: number): boolean {
  if (!Number.isInteger(value)) {
    broken(rules, path, 'type int', 'end');
    return false;
  }
  if (!Number.isSafeInteger(value)) {
    broken(rules, path, value > 0 ? `max ${2 ** 53 - 1}` : `min ${1 - 2 ** 53}`);
  }
  return true;
}

/** zod's floatSafeRemainder: 0.3 is a multiple of 0.1, although neither is what it seems. */
export function isMultiple(value: number, of: number): boolean {
  const ratio = value / of;
  const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
  return Math.abs(ratio - Math.round(ratio)) < tolerance;
}
