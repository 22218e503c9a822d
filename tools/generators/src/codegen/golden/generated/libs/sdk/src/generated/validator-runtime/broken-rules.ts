// Generated from libs/contracts by "nx sync". Do not edit.

import type { EventIssue } from './event-issue.ts';

/** A broken rule, as generated validators note it. */
export interface BrokenRule extends EventIssue {
  /** The keys that broke `unknown_key`. */
  readonly keys?: readonly string[];
  readonly weight: Weight;
}

/**
 * How zod goes on after a broken rule. `bound`: all other rules of the value are asked. `kind`: only
 * lengths are. `end`: none is, nor the least number of items of an array around it.
 */
type Weight = 'bound' | 'kind' | 'end';

/** Notes a broken rule. */
export function broken(
  rules: BrokenRule[],
  path: string,
  rule: string,
  weight: Weight = 'bound',
): void {
  rules.push({ path, rule, weight });
}

/** Notes a value that is not of its kind, or that there is none. */
export function wrongKind(rules: BrokenRule[], path: string, rule: string, value: unknown): void {
  broken(rules, path, value === undefined ? 'required' : rule, 'kind');
}
