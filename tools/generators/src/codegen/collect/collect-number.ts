import type * as z from 'zod';

import type { NumberCheckIr, ShapeIr } from '../contract-ir.ts';
import { type Collection, refuse, refuseCheck, refuseCoercion } from './collection.ts';

/** A finite double. `z.int()` is a whole number that a double holds exactly. */
export function collectNumber(
  collection: Collection,
  definition: z.core.$ZodNumberDef | z.core.$ZodNumberFormatDef,
): ShapeIr {
  refuseCoercion(collection, definition.coerce);
  const own = 'check' in definition ? [definition] : [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- zod types the list as checks of unknown kinds; $ZodChecks is the closed list of its own
  const listed = (definition.checks ?? []) as unknown as readonly z.core.$ZodChecks[];
  const checks = [...own, ...listed.map((check) => check._zod.def)];
  return { kind: 'number', checks: checks.flatMap((check) => collectCheck(collection, check)) };
}

function collectCheck(
  collection: Collection,
  check: z.core.$ZodChecks['_zod']['def'],
): NumberCheckIr[] {
  if (check.check === 'greater_than') {
    return bound(collection, check.inclusive ? 'min' : 'min_exclusive', check.value);
  }
  if (check.check === 'less_than') {
    return bound(collection, check.inclusive ? 'max' : 'max_exclusive', check.value);
  }
  if (check.check === 'multiple_of') return multipleOf(collection, check.value);
  if (check.check !== 'number_format') {
    refuseCheck(collection, check.check);
  } else if (check.format === 'safeint') {
    return [{ rule: 'int' }];
  } else {
    refuse(
      collection,
      `z.${check.format}() is refused. Use z.int() with .min() and .max(), or z.number().`,
    );
  }
  return [];
}

/** Beyond these, zod's division overflows or loses what it is to find. */
const smallestStep = 1e-9;
const largestStep = 1e15;

function multipleOf(collection: Collection, value: unknown): NumberCheckIr[] {
  if (typeof value === 'number' && value >= smallestStep && value <= largestStep) {
    return [{ rule: 'multiple_of', bound: value }];
  }
  refuse(
    collection,
    `its step is not between ${smallestStep} and ${largestStep}. Store whole units, z.int() with a unit in the name of the field.`,
  );
  return [];
}

function bound(
  collection: Collection,
  rule: Exclude<NumberCheckIr['rule'], 'int' | 'multiple_of'>,
  value: unknown,
): NumberCheckIr[] {
  if (typeof value === 'number' && Number.isFinite(value)) return [{ rule, bound: value }];
  refuse(collection, 'its bound is no finite number. Leave it out.');
  return [];
}
