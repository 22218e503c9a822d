import type * as z from 'zod';

import type { ArrayIr, ShapeIr } from '../contract-ir.ts';
import { collectLength } from './collect-lengths.ts';
import {
  type Collection,
  type CollectShape,
  refuse,
  refuseCheck,
  refuseChecks,
} from './collection.ts';

/** An array with one shape for all items. */
export function collectArray(
  collection: Collection,
  { element, checks }: z.core.$ZodArrayDef,
  collectShape: CollectShape,
): ArrayIr {
  const bounds: { minItems?: number; maxItems?: number } = {};
  for (const check of checks ?? []) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- $ZodChecks is the closed list of zod's own checks
    const { def } = (check as unknown as z.core.$ZodChecks)._zod;
    const lengths = collectLength(def);
    if (!lengths) refuseCheck(collection, def.check);
    for (const { rule, bound } of lengths ?? []) {
      if (rule === 'min') bounds.minItems = Math.max(bound, bounds.minItems ?? bound);
      else bounds.maxItems = Math.min(bound, bounds.maxItems ?? bound);
    }
  }
  const items = collectShape(below(collection, '[]'), element);
  return { kind: 'array', items, ...bounds };
}

/** A shape for each place, and one for what comes after them. */
export function collectTuple(
  collection: Collection,
  { items, rest, checks }: z.core.$ZodTupleDef,
  collectShape: CollectShape,
): ShapeIr {
  refuseChecks(collection, checks);
  return {
    kind: 'tuple',
    items: items.map((item, index) => collectShape(below(collection, `[${index}]`), item)),
    ...(rest && { rest: collectShape(below(collection, '[]'), rest) }),
  };
}

/** Any keys of a form. Listed keys are an object's fields. */
export function collectRecord(
  collection: Collection,
  { keyType, valueType, mode, checks }: z.core.$ZodRecordDef & { readonly mode?: string },
  collectShape: CollectShape,
): ShapeIr {
  refuseChecks(collection, checks);
  const values = collectShape(below(collection, '.*'), valueType);
  if (mode === 'loose') {
    return refuse(collection, 'z.looseRecord() lets keys pass unchecked. Use z.record().');
  }
  if (keyType._zod.values) {
    return refuse(
      collection,
      'its keys are listed. Use z.strictObject() with these keys, .optional() where one can be missing.',
    );
  }
  const keys = collectShape({ ...collection, path: `the keys of ${collection.path}` }, keyType);
  if (keys.kind !== 'string' || keys.nullable) {
    return refuse(collection, 'its keys are no plain texts. Use z.string() with checks for them.');
  }
  return { kind: 'record', keys: { kind: 'string', checks: keys.checks }, values };
}

function below(collection: Collection, step: string): Collection {
  return { ...collection, path: collection.path + step };
}
