import type * as z from 'zod';

import { pathOf } from './path-of.ts';
import type { EventIssue } from './validator-runtime/event-issue.ts';

/**
 * Says a zod issue in the words that the database's checks use too: a path and a rule.
 *
 * @param value what was parsed; zod's issues do not tell a missing key from one of a wrong type.
 */
export function issueOf(column: string, value: unknown, issue: z.core.$ZodIssue): EventIssue {
  const rule = valueAt(value, issue.path) === undefined ? 'required' : ruleOf(issue);
  return { path: pathOf(column, issue.path), rule };
}

function ruleOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'null' ? 'one_of' : `type ${issue.expected}`;
    case 'too_small':
      return boundRule(issue.origin, 'min', issue.minimum, issue.inclusive);
    case 'too_big':
      return boundRule(issue.origin, 'max', issue.maximum, issue.inclusive);
    case 'invalid_format':
      return issue.format === 'regex' ? 'pattern' : `format ${issue.format}`;
    case 'invalid_value':
      return 'one_of';
    case 'not_multiple_of':
      return `multiple_of ${issue.divisor}`;
    case 'unrecognized_keys':
      return 'unknown_key';
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return issue.code;
  }
}

function boundRule(
  origin: string,
  side: 'min' | 'max',
  bound: number | bigint,
  inclusive: boolean | undefined,
): string {
  if (origin === 'string') return `${side}_length ${bound}`;
  if (origin === 'array') return `${side}_items ${bound}`;
  return `${side}${inclusive === false ? '_exclusive' : ''} ${bound}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}
