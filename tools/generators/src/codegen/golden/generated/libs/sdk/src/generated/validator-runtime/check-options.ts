// Generated from libs/contracts by "nx sync". Do not edit.

import { type BrokenRule, wrongKind } from './broken-rules.ts';

type Option = (rules: BrokenRule[]) => void;

/**
 * Checks that one of the options is kept at least. When all are broken, and just one of them by its
 * bounds alone, that one was meant.
 */
export function anyOption(
  rules: BrokenRule[],
  path: string,
  value: unknown,
  options: readonly Option[],
): void {
  const outcomes = outcomesOf(options);
  if (outcomes.some((outcome) => outcome.length === 0)) return;
  const [meant, another] = outcomes.filter((outcome) =>
    outcome.every(({ weight }) => weight === 'bound'),
  );
  if (meant && !another) rules.push(...meant);
  else wrongKind(rules, path, 'invalid_union', value);
}

/** Checks that exactly one of the options is kept. */
export function oneOption(
  rules: BrokenRule[],
  path: string,
  value: unknown,
  options: readonly Option[],
): void {
  const kept = outcomesOf(options).filter((outcome) => outcome.length === 0);
  if (kept.length !== 1) wrongKind(rules, path, 'invalid_union', value);
}

function outcomesOf(options: readonly Option[]): BrokenRule[][] {
  return options.map((option) => {
    const rules: BrokenRule[] = [];
    option(rules);
    return rules;
  });
}
