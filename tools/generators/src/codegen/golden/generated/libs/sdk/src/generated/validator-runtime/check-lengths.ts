// Generated from libs/contracts by "nx sync". Do not edit.

import { broken, type BrokenRule, wrongKind } from './broken-rules.ts';

// Rules, path and value come first everywhere: an object for each call would cost more than the check.

/** True for a text, however long it is. Notes another kind, and a length out of bounds. */
export function isText(
  rules: BrokenRule[],
  path: string,
  value: unknown,
  min?: number,
  max?: number,
): value is string {
  const isOne = typeof value === 'string';
  if (!isOne) wrongKind(rules, path, 'type string', value);
  if (min !== undefined) minLength(rules, path, value, min);
  if (max !== undefined) maxLength(rules, path, value, max);
  return isOne;
}

/** Lengths count code points. A value of another kind is asked for its length too, as zod does. */
export function minLength(rules: BrokenRule[], path: string, value: unknown, bound: number): void {
  const length = lengthOf(value);
  if (length !== undefined && !(length >= bound)) {
    broken(rules, path, `min${unitOf(value)} ${bound}`);
  }
}

/** The same for the most that there may be. */
export function maxLength(rules: BrokenRule[], path: string, value: unknown, bound: number): void {
  const length = lengthOf(value);
  if (length !== undefined && !(length <= bound)) {
    broken(rules, path, `max${unitOf(value)} ${bound}`);
  }
}

const highSurrogate = /[\ud800-\udbff]/;

function lengthOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return Object(value).length;
  return highSurrogate.test(value) ? Array.from(value).length : value.length;
}

function unitOf(value: unknown): string {
  if (typeof value === 'string') return '_length';
  return Array.isArray(value) ? '_items' : '';
}
