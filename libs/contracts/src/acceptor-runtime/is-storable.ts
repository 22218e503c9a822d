import { isStorableText, maxDepth } from '../storable.ts';
import { isPlainObject } from './is-plain-object.ts';

/**
 * True when `unstorableIssues` would find nothing. To see only that takes half the time: no
 * paths, no lists. False as well where that is not plain to see.
 *
 * @param depth how many objects and lists it stands in.
 */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'boolean' || value === undefined;
  if (value === null) return true;
  // What holds itself ends here too.
  if (depth === maxDepth) return false;
  if (!Array.isArray(value)) return isPlainObject(value) && hasStorableFields(value, depth + 1);
  for (let index = 0; index < value.length; index += 1) {
    if (!isStorable(value[index], depth + 1)) return false;
  }
  return true;
}

function hasStorableFields(value: Readonly<Record<string, unknown>>, depth: number): boolean {
  for (const key in value) {
    if (key === '__proto__' || !isStorableText(key) || !isStorable(value[key], depth)) return false;
  }
  return true;
}
