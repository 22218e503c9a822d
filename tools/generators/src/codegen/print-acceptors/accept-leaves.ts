import type { NumberCheckIr, NumberIr, OneOfIr, StringCheckIr, StringIr } from '../contract-ir.ts';
import { quote } from '../print-validators/typescript-text.ts';
import type { AcceptorPlace } from './acceptor-scope.ts';
import { takesOnlyStorable } from './storable-pattern.ts';

/** Refuses when one of the conditions holds. */
export function refuseWhen({ refuse }: AcceptorPlace, conditions: readonly string[]): string {
  return `if (${conditions.join(' || ')}) ${refuse}`;
}

/** What holds for a value that is no such text, or may not be stored. */
export function textConditions(place: AcceptorPlace, { checks }: StringIr): string[] {
  const lengths = lengthConditions(place, checks);
  const [kind = `typeof ${place.variable} !== 'string'`] = lengths;
  return [kind, ...characterConditions(place, checks)];
}

/** The same for a key of a record, of which it is known that it is a text. */
export function keyConditions(place: AcceptorPlace, { checks }: StringIr): string[] {
  return [...lengthConditions(place, checks), ...characterConditions(place, checks)];
}

function lengthConditions(
  { variable, module }: AcceptorPlace,
  checks: readonly StringCheckIr[],
): string[] {
  const [mins = [], maxes = []] = ['min_length', 'max_length'].map((rule) =>
    checks.flatMap((check) => ('bound' in check && check.rule === rule ? [check.bound] : [])),
  );
  if (mins.length + maxes.length === 0) return [];
  const bounds = [Math.max(0, ...mins), ...(maxes.length === 0 ? [] : [Math.min(...maxes)])];
  return [`!${module.use('isBoundedText')}(${variable}, ${bounds.join(', ')})`];
}

function characterConditions(
  { variable, module }: AcceptorPlace,
  checks: readonly StringCheckIr[],
): string[] {
  const patterns = checks.filter((check) => 'source' in check);
  const conditions = patterns.map((check) => `!${module.patternName(check)}.test(${variable})`);
  if (patterns.some((check) => takesOnlyStorable(check))) return conditions;
  return [...conditions, `!${module.use('isStorableText')}(${variable})`];
}

/** What holds for a value that is no such number. */
export function numberConditions(place: AcceptorPlace, { checks }: NumberIr): string[] {
  const { variable } = place;
  return [
    `typeof ${variable} !== 'number'`,
    `!Number.isFinite(${variable})`,
    ...checks.map((check) => numberCondition(place, check)),
  ];
}

function numberCondition({ variable, module }: AcceptorPlace, check: NumberCheckIr): string {
  if (check.rule === 'int') return `!Number.isSafeInteger(${variable})`;
  if (check.rule === 'multiple_of') {
    return `!${module.use('isMultiple')}(${variable}, ${check.bound})`;
  }
  const sign = { min: '<', max: '>', min_exclusive: '<=', max_exclusive: '>=' }[check.rule];
  return `${variable} ${sign} ${check.bound}`;
}

/** Refuses what is none of the constants. */
export function oneOfStatement({ variable, refuse }: AcceptorPlace, { values }: OneOfIr): string {
  const conditions = values.map((value) => `${variable} !== ${quote(value)}`);
  return `if (${conditions.join(' && ')}) ${refuse}`;
}
