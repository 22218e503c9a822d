// Generated from libs/contracts by "nx sync". Do not edit.

import { broken, type BrokenRule, wrongKind } from './broken-rules.ts';
import { maxLength, minLength } from './check-lengths.ts';

type CheckItem = (path: string, item: unknown) => void;

/** Checks an array. One that is too long is not looked into. */
export function eachItem(
  rules: BrokenRule[],
  path: string,
  value: unknown,
  checkItem: CheckItem,
  min?: number,
  max?: number,
): void {
  if (Array.isArray(value)) {
    if (max !== undefined && value.length > max) {
      return broken(rules, path, `max_items ${max}`, 'end');
    }
    const start = rules.length;
    for (let index = 0; index < value.length; index += 1) {
      checkItem(`${path}[${index}]`, value[index]);
    }
    if (rules.slice(start).some(({ weight }) => weight === 'end')) return;
  } else {
    wrongKind(rules, path, 'type array', value);
    if (max !== undefined) maxLength(rules, path, value, max);
  }
  if (min !== undefined) minLength(rules, path, value, min);
}

/** Checks a tuple: an item for each place, further ones only where there is a check for them. */
export function eachPlace(
  rules: BrokenRule[],
  path: string,
  value: unknown,
  places: readonly CheckItem[],
  checkRest?: CheckItem,
): void {
  if (!Array.isArray(value)) return wrongKind(rules, path, 'type tuple', value);
  const count = places.length;
  if (!checkRest && value.length < count) {
    return broken(rules, path, `min_items ${count}`, 'kind');
  }
  if (!checkRest && value.length > count) broken(rules, path, `max_items ${count}`, 'kind');
  for (const [index, check] of places.entries()) check(`${path}[${index}]`, value[index]);
  if (!checkRest) return;
  for (let index = count; index < value.length; index += 1) {
    checkRest(`${path}[${index}]`, value[index]);
  }
}
