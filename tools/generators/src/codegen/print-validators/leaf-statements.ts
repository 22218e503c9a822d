import type { NumberCheckIr, NumberIr, OneOfIr, StringCheckIr, StringIr } from '../contract-ir.ts';
import { indent, quote } from './typescript-text.ts';
import { printPath, type ValuePlace } from './value-place.ts';

/** The statement that notes a broken rule. */
function brokenStatement(place: ValuePlace, rule: string): string {
  return `${place.scope.module.use('broken')}(rules, ${printPath(place)}, ${quote(rule)});`;
}

/** The statement that notes a value of the wrong kind. */
export function wrongKindStatement(place: ValuePlace, rule: string): string {
  const { scope, variable } = place;
  return `${scope.module.use('wrongKind')}(rules, ${printPath(place)}, ${quote(rule)}, ${variable});`;
}

/** The condition that notes a value of the wrong kind, and is true for one of the right. */
export function kindCondition(
  place: ValuePlace,
  name: 'isText' | 'isNumber' | 'isObject',
  more: readonly string[] = [],
): string {
  const all = ['rules', printPath(place), place.variable, ...more].join(', ');
  return `${place.scope.module.use(name)}(${all})`;
}

/** A condition, and what is to be checked when it holds. */
export function whenStatements(condition: string, statements: readonly string[]): string[] {
  if (statements.length === 0) return [`${condition};`];
  return [`if (${condition}) {`, ...indent(statements), '}'];
}

/** The first bounds of the lengths go with the kind; there are seldom others. */
export function stringStatements(place: ValuePlace, { checks }: StringIr): string[] {
  const min = checks.find(({ rule }) => rule === 'min_length');
  const max = checks.find(({ rule }) => rule === 'max_length');
  const others = checks.filter((check) => check !== min && check !== max);
  const bounds = [min, max].map((check) =>
    String(check && 'bound' in check ? check.bound : undefined),
  );
  if (!max) bounds.pop();
  if (!max && !min) bounds.pop();
  const condition = kindCondition(place, 'isText', bounds);
  const patterns = patternStatements(place, checks);
  const [only, another] = patterns;
  return [
    ...(only?.startsWith('if (') && another === undefined
      ? [only.replace('if (', `if (${condition} && `)]
      : whenStatements(condition, patterns)),
    ...lengthStatements(place, others),
  ];
}

/** The patterns of what is known to be a text. */
export function patternStatements(place: ValuePlace, checks: readonly StringCheckIr[]): string[] {
  return checks.flatMap((check) => {
    if (!('source' in check)) return [];
    const rule = check.rule === 'format' ? `format ${check.format}` : 'pattern';
    const pattern = place.scope.module.patternName(check);
    return `if (!${pattern}.test(${place.variable})) ${brokenStatement(place, rule)}`;
  });
}

/** Lengths are asked of values of any kind. */
export function lengthStatements(place: ValuePlace, checks: readonly StringCheckIr[]): string[] {
  return checks.flatMap((check) => {
    if ('source' in check) return [];
    const name = place.scope.module.use(check.rule === 'min_length' ? 'minLength' : 'maxLength');
    return `${name}(rules, ${printPath(place)}, ${place.variable}, ${check.bound});`;
  });
}

export function numberStatements(place: ValuePlace, { checks }: NumberIr): string[] {
  return whenStatements(kindCondition(place, 'isNumber'), boundStatements(place, checks));
}

/** In the order of the contract: a number that is not whole is not asked for the rest. */
function boundStatements(place: ValuePlace, checks: readonly NumberCheckIr[]): string[] {
  const [check, ...others] = checks;
  if (!check) return [];
  const rest = boundStatements(place, others);
  const { variable, scope } = place;
  if (check.rule === 'int') {
    const call = `${scope.module.use('isWhole')}(rules, ${printPath(place)}, ${variable})`;
    return whenStatements(call, rest);
  }
  const statement = brokenStatement(place, `${check.rule} ${check.bound}`);
  if (check.rule === 'multiple_of') {
    const call = `${scope.module.use('isMultiple')}(${variable}, ${check.bound})`;
    return [`if (!${call}) ${statement}`, ...rest];
  }
  const sign = { min: '<', max: '>', min_exclusive: '<=', max_exclusive: '>=' }[check.rule];
  return [`if (${variable} ${sign} ${check.bound}) ${statement}`, ...rest];
}

export function oneOfStatements(place: ValuePlace, { values }: OneOfIr): string[] {
  const conditions = values.map((value) => `${place.variable} !== ${quote(value)}`);
  const statement = wrongKindStatement(place, 'one_of');
  const short = `if (${conditions.join(' && ')}) ${statement}`;
  if (short.length <= 100) return [short];
  return [
    'if (',
    ...indent(conditions.map((text, index) => (index === 0 ? text : `&& ${text}`))),
    ') {',
    `  ${statement}`,
    '}',
  ];
}
