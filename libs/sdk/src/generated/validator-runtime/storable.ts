// Generated from libs/contracts by "nx sync". Do not edit.

import type { EventIssue } from './event-issue.ts';

/** Far above any use, far below where JSON.stringify, zod or PostgreSQL (400 to 1,000) run out of stack. */
export const maxDepth = 100;

/**
 * What JavaScript can hold and jsonb cannot store: U+0000 and lone surrogates, in values and in keys,
 * numbers that are no finite double, objects that JSON would empty or that hold themselves, and
 * nesting without end. `undefined` is left out by JSON and is no problem. In data, a key `__proto__`
 * is refused as well: zod leaves it out of records without a look at its value.
 * Keys are not repeated in the path when they are the unstorable part.
 */
export function unstorableIssues(column: string, value: unknown): EventIssue[] {
  const issues: EventIssue[] = [];
  walk(issues, column, value, []);
  return issues;
}

function walk(issues: EventIssue[], path: string, value: unknown, parents: object[]): void {
  if (typeof value === 'string') {
    if (!isStorableText(value)) issues.push({ path, rule: 'storable_text' });
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) issues.push({ path, rule: 'finite_number' });
  } else if (typeof value === 'object' && value !== null) {
    walkObject(issues, path, value, parents);
  } else if (
    typeof value === 'bigint' ||
    typeof value === 'function' ||
    typeof value === 'symbol'
  ) {
    issues.push({ path, rule: 'json_value' });
  }
}

function walkObject(issues: EventIssue[], path: string, value: object, parents: object[]): void {
  if (!isJson(value) || parents.includes(value)) {
    issues.push({ path, rule: 'json_value' });
    return;
  }
  if (parents.length === maxDepth) {
    issues.push({ path: path.slice(0, path.search(/[.[]/)), rule: `max_depth ${maxDepth}` });
    return;
  }
  parents.push(value);
  if (Array.isArray(value)) {
    // Gaps are items too.
    for (let index = 0; index < value.length; index += 1) {
      walk(issues, `${path}[${index}]`, value[index], parents);
    }
  } else {
    for (const [key, item] of Object.entries(value)) {
      if (key === '__proto__' && path.startsWith('event_data')) {
        issues.push({ path: 'event_data', rule: 'reserved_key' });
      }
      if (isStorableText(key)) walk(issues, `${path}.${key}`, item, parents);
      else issues.push({ path, rule: 'storable_key' });
    }
  }
  parents.pop();
}

/** Plain objects, of whatever realm, arrays, and what says itself how it is written, as dates do. */
function isJson(value: object): boolean {
  if (Array.isArray(value) || 'toJSON' in value) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** False for U+0000 and lone surrogates. */
export function isStorableText(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
