import { broken, type BrokenRule, wrongKind } from './broken-rules.ts';

/** What may have fields. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Notes the keys that the contract does not name. */
export function noOtherKeys(
  rules: BrokenRule[],
  path: string,
  value: object,
  known: readonly string[],
): void {
  const keys: string[] = [];
  for (const key in value) if (!known.includes(key)) keys.push(key);
  if (keys.length > 0) rules.push({ path, rule: 'unknown_key', weight: 'bound', keys });
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
  if (!isObject(value)) return false;
  const { constructor } = value;
  if (typeof constructor !== 'function') return true;
  return isObject(constructor.prototype) && Object.hasOwn(constructor.prototype, 'isPrototypeOf');
}
