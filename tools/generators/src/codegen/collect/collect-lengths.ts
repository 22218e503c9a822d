import type * as z from 'zod';

/** A bound of the length of a text or of an array. */
export interface LengthBound {
  readonly rule: 'min' | 'max';
  readonly bound: number;
}

/** Reads `.min()`, `.max()` and `.length()`; undefined for other checks. */
export function collectLength(
  check: z.core.$ZodChecks['_zod']['def'],
): readonly LengthBound[] | undefined {
  if (check.check === 'min_length') return [{ rule: 'min', bound: check.minimum }];
  if (check.check === 'max_length') return [{ rule: 'max', bound: check.maximum }];
  if (check.check !== 'length_equals') return undefined;
  return [
    { rule: 'min', bound: check.length },
    { rule: 'max', bound: check.length },
  ];
}
