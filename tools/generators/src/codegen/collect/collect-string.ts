import type * as z from 'zod';

import type { ShapeIr, StringCheckIr } from '../contract-ir.ts';
import { collectFormat } from './collect-format.ts';
import { collectLength } from './collect-lengths.ts';
import { type Collection, refuseCheck, refuseCoercion } from './collection.ts';

/** A text; lengths count code points, as `char_length` does. */
export function collectString(
  collection: Collection,
  definition: z.core.$ZodStringDef | z.core.$ZodStringFormatDef,
): ShapeIr {
  refuseCoercion(collection, 'coerce' in definition ? definition.coerce : undefined);
  const own = 'check' in definition ? [definition] : [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- zod types the list as checks of unknown kinds; $ZodChecks is the closed list of its own
  const listed = (definition.checks ?? []) as unknown as readonly z.core.$ZodChecks[];
  const checks = [...own, ...listed.map((check) => check._zod.def)];
  return { kind: 'string', checks: checks.flatMap((check) => collectCheck(collection, check)) };
}

function collectCheck(
  collection: Collection,
  check: z.core.$ZodChecks['_zod']['def'],
): StringCheckIr[] {
  const lengths = collectLength(check);
  if (lengths) return lengths.map(({ rule, bound }) => ({ rule: `${rule}_length`, bound }));
  if (check.check === 'string_format') return collectFormat(collection, check);
  refuseCheck(collection, check.check);
  return [];
}
