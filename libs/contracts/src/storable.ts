import type { EventIssue } from './contract-errors.ts';
import { pathOf } from './issue-rule.ts';

/**
 * What JSON in JavaScript can say and jsonb cannot store: U+0000 and lone surrogates, in values and
 * in keys, and numbers that are no finite double. `undefined` is left out by JSON and is no problem.
 * Keys are not repeated in the path when they are the unstorable part.
 */
export function unstorableIssues(column: string, value: unknown): EventIssue[] {
  return [...walk(column, value)];
}

function* walk(path: string, value: unknown): Generator<EventIssue> {
  if (typeof value === 'string') {
    if (!isStorable(value)) yield { path, rule: 'storable_text' };
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) yield { path, rule: 'finite_number' };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walk(`${path}[${index}]`, item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (isStorable(key)) yield* walk(pathOf(path, [key]), item);
      else yield { path, rule: 'storable_key' };
    }
  } else if (
    typeof value === 'bigint' ||
    typeof value === 'function' ||
    typeof value === 'symbol'
  ) {
    yield { path, rule: 'json_value' };
  }
}

function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
