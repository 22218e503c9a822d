import type * as z from 'zod';

import type { ShapeIr } from '../contract-ir.ts';
import { distinctConstants, isStorableConstant } from './collect-one-of.ts';
import { type Collection, type CollectShape, refuse, refuseChecks } from './collection.ts';

type UnionDef = z.core.$ZodUnionDef & {
  readonly discriminator?: string;
  readonly unionFallback?: boolean;
};

/** z.union, z.xor and z.discriminatedUnion, which are one kind to zod. */
export function collectAlternatives(
  collection: Collection,
  definition: UnionDef,
  collectShape: CollectShape,
): ShapeIr {
  const { options, discriminator, checks, inclusive } = definition;
  refuseChecks(collection, checks);
  if (discriminator !== undefined) {
    return collectDiscriminated(collection, { ...definition, discriminator }, collectShape);
  }
  const shapes = options.map((option) => collectShape(collection, option));
  const [first, ...others] = shapes;
  if (first === undefined) return refuse(collection, 'it has no alternatives. Name them.');
  if (others.length === 0) return first;
  return { kind: inclusive === false ? 'xor' : 'union', options: shapes };
}

function collectDiscriminated(
  collection: Collection,
  { options, discriminator, unionFallback }: UnionDef & { readonly discriminator: string },
  collectShape: CollectShape,
): ShapeIr {
  if (unionFallback === true) {
    refuse(collection, 'unionFallback is refused. Use z.union().');
  }
  const collected = options.map((option) => {
    const shape = collectShape(collection, option);
    if (shape.kind !== 'object' && shape.kind !== 'ref') {
      refuse(
        collection,
        `an alternative is no object but ${shape.kind}. List z.strictObject() alternatives only.`,
      );
    }
    return { values: constantsOf(collection, option, discriminator), shape };
  });
  return { kind: 'discriminated_union', discriminator, options: collected };
}

function constantsOf(
  collection: Collection,
  option: z.core.$ZodType,
  discriminator: string,
): (string | number | boolean | null)[] {
  const values = [...(option._zod.propValues?.[discriminator] ?? [])];
  const constants = values.filter((value) => isStorableConstant(value));
  if (constants.length === values.length && values.length > 0) return distinctConstants(constants);
  refuse(
    { ...collection, path: `${collection.path}.${discriminator}` },
    'it does not tell the alternatives apart by constants. Use a required z.literal() or z.enum().',
  );
  return constants;
}
