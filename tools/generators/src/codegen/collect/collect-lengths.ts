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
  switch (check.check) {
    case 'min_length':
      return [{ rule: 'min', bound: check.minimum }];
    case 'max_length':
      return [{ rule: 'max', bound: check.maximum }];
    case 'length_equals':
      return [
        { rule: 'min', bound: check.length },
        { rule: 'max', bound: check.length },
      ];
    default:
      return undefined;
  }
}
