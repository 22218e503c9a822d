import * as z from 'zod';

import type { ShapeNotes } from '../contract-ir.ts';

/** What `.describe()` and `.meta({ description, pii, deprecated })` say of a schema. */
export function collectNotes(
  schema: z.core.$ZodType,
): Pick<ShapeNotes, 'description' | 'pii' | 'deprecated'> {
  const { description, deprecated, ...meta } = z.globalRegistry.get(schema) ?? {};
  return {
    ...(description !== undefined && { description }),
    ...(meta['pii'] === true && { pii: true }),
    ...(deprecated === true && { deprecated: true }),
  };
}
