import type { ConstantIr, FieldIr, NumberIr, ObjectIr, ShapeIr } from '../contract-ir.ts';
import { fieldPlace, otherKeys, printPartCall } from './check-block.ts';
import { numberLines, stringLine } from './leaf-checks.ts';
import { type Place, printPath } from './place.ts';
import { indent, quoteLiteral } from './sql-text.ts';

/** What tells that a value is valid. It may fail to see that one is, but takes no broken one. */
interface QuickCheck {
  /** What has to be true, in the SQL/JSON path language. */
  readonly kept: readonly string[];
  /** Of a value that keeps that: SQL that is true when it is broken, or may be. */
  readonly broken: readonly string[];
}

/**
 * The statement that returns NULL for valid values, and leaves the others to a function that knows
 * all rules. A path is one constant to Postgres, which its own code walks; the same conditions in SQL
 * are a hundred operators, which a session looks up again in each transaction and keeps for each
 * event type (docs/decisions/0010).
 */
export function printQuickCheck(
  place: Place,
  shape: ObjectIr,
  { conditions, otherwise }: { readonly conditions: readonly string[]; readonly otherwise: string },
): string {
  const { kept, broken } = objectCheck(place, shape, '$');
  const path = quoteLiteral(`\n${indent(kept.join('\n&& '), 3)}\n  `);
  // CASE, because the other conditions are errors for values of a wrong type.
  const whens = [
    `(${place.json} @@ ${path}) IS NOT TRUE THEN ${otherwise}`,
    `${[...conditions, ...broken].join('\n    OR ')}\n    THEN ${otherwise}`,
  ];
  return ['RETURN CASE', ...whens.map((when) => `  WHEN ${when}`), 'END;'].join('\n');
}

function objectCheck(place: Place, shape: ObjectIr & ShapeIr, at: string): QuickCheck {
  const fields = Object.entries(shape.fields).map(([name, field]) =>
    fieldCheck(fieldPlace(place, shape, name, field), field, `${at}.${JSON.stringify(name)}`),
  );
  const others = otherKeys(place, shape);
  const unnamed = shape.unknownKeys
    ? `${others} <> '{}' AND contracts.custom_fields(${others}, ${printPath(place.path)}) IS NOT NULL`
    : `${others} <> '{}'`;
  return {
    kept: [`${at}.type() == "object"`, ...fields.flatMap(({ kept }) => kept)],
    broken: [...fields.flatMap(({ broken }) => broken), unnamed],
  };
}

function fieldCheck(place: Place, field: FieldIr, at: string): QuickCheck {
  const { kept, broken } = shapeCheck(place, field, at);
  const alternatives = [
    ...(field.optional ? [`!exists(${at})`] : []),
    ...(field.nullable ? [`${at}.type() == "null"`] : []),
  ];
  if (alternatives.length === 0) return { kept, broken };
  if (field.optional && kept.join('') === `exists(${at})`) return { kept: [], broken };
  return { kept: [`(${[...alternatives, kept.join(' && ')].join(' || ')})`], broken };
}

/**
 * Each comparison follows the type's: its result would be unknown between types, and true for a list
 * that holds such a value.
 */
function shapeCheck(place: Place, shape: ShapeIr, at: string): QuickCheck {
  switch (shape.kind) {
    case 'string':
      return {
        kept: [`${at}.type() == "string"`],
        broken: shape.checks.map((check) => stringLine(place, check).condition),
      };
    case 'number':
      return numberCheck(place, shape, at);
    case 'boolean':
      return { kept: [`${at}.type() == "boolean"`], broken: [] };
    case 'one_of':
      return { kept: [isOneOf(at, shape.values)], broken: [] };
    case 'object':
      return objectCheck(place, shape, at);
    case 'array':
    case 'record':
    case 'tuple':
    case 'union':
    case 'xor':
    case 'discriminated_union':
    case 'ref':
      return { kept: [`exists(${at})`], broken: [`${printPartCall(place, shape)} IS NOT NULL`] };
  }
}

/**
 * Numerics compare exactly here, doubles in JavaScript. That is the same for bounds that may be
 * reached: a number that does not pass a double is not rounded beyond it. The others are asked in SQL.
 */
function numberCheck(place: Place, { checks }: NumberIr, at: string): QuickCheck {
  const isInt = checks.some(({ rule }) => rule === 'int');
  const bounds = (rule: 'min' | 'max') =>
    checks.flatMap((check) => (check.rule === rule ? [check.bound] : []));
  const least = Math.max(isInt ? Number.MIN_SAFE_INTEGER : -Number.MAX_VALUE, ...bounds('min'));
  const most = Math.min(isInt ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE, ...bounds('max'));
  const others = checks.filter(({ rule }) => !['int', 'min', 'max'].includes(rule));
  const double = `contracts.double_of(${place.json})`;
  return {
    kept: [
      `${at}.type() == "number"`,
      ...(isInt ? [`${at} % 1 == 0`] : []),
      `${at} >= ${least}`,
      `${at} <= ${most}`,
    ],
    broken: others
      .flatMap((check) => numberLines(place, double, check))
      .map(({ condition }) => condition),
  };
}

/** True for one of the constants; those of one type share the question for it. */
function isOneOf(at: string, values: readonly ConstantIr[]): string {
  const byType = Map.groupBy(values, (value) => (value === null ? 'null' : typeof value));
  const options = [...byType].map(([type, constants]) => {
    const equals = constants.map((value) => `${at} == ${JSON.stringify(value)}`).join(' || ');
    return `${at}.type() == "${type}" && (${equals})`;
  });
  return `(${options.join(' || ')})`;
}
