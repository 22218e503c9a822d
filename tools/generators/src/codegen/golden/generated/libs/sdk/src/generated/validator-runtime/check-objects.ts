// Generated from libs/contracts by "nx sync". Do not edit.

import { broken, type BrokenRule, wrongKind } from './broken-rules.ts';

/**
 * True for what may have fields. Notes another kind, and keys that are not among the known ones.
 *
 * @param known absent: any key is allowed.
 */
export function isObject(
  rules: BrokenRule[],
  path: string,
  value: unknown,
  known?: readonly string[],
): value is Readonly<Record<string, unknown>> {
  if (!hasFields(value)) {
    wrongKind(rules, path, 'type object', value);
    return false;
  }
  const keys: string[] = [];
  // Inherited ones too, as zod does.
  if (known) for (const key in value) if (!known.includes(key)) keys.push(key);
  if (keys.length > 0) rules.push({ path, rule: 'unknown_key', weight: 'bound', keys });
  return true;
}

function hasFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks a record: every key, and the value of every key that is allowed. */
export function eachEntry(
  rules: BrokenRule[],
  path: string,
  value: unknown,
  checkValue: (path: string, value: unknown) => void,
  checkKey?: (rules: BrokenRule[], path: string, key: string) => void,
): void {
  if (!isPlain(value)) return wrongKind(rules, path, 'type record', value);
  for (const key of Object.keys(value)) {
    if (key === '__proto__') continue;
    const inner = `${path}.${key}`;
    const keyRules: BrokenRule[] = [];
    checkKey?.(keyRules, inner, key);
    if (keyRules.length === 0) checkValue(inner, value[key]);
    else broken(rules, inner, 'invalid_key', 'kind');
  }
}

/** No instance of a class, by zod's test. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!hasFields(value)) return false;
  const { constructor } = value;
  if (typeof constructor !== 'function') return true;
  return hasFields(constructor.prototype) && Object.hasOwn(constructor.prototype, 'isPrototypeOf');
}
