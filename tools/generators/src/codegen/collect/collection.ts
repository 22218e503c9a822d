import type * as z from 'zod';

import type { ShapeIr } from '../contract-ir.ts';

/** Where the walk through a contract stands, and what it found wrong so far. */
export interface Collection {
  /** `user.created v1`, or `event_metadata`. */
  readonly contract: string;
  /** `event_data.address.street`; `[]` stands for the items of an array. */
  readonly path: string;
  /** Custom keys are for `event_metadata` itself: data is closed, and so is all below. */
  readonly allowsUnknownKeys: boolean;
  readonly problems: string[];
  /** The schemas around this one; one that comes again is recursive. */
  readonly around: readonly { readonly schema: z.core.$ZodType; readonly path: string }[];
  readonly definitions: Definitions;
}

/** The schemas of a contract that contain themselves; without a shape while the walk is inside. */
export type Definitions = Map<z.core.$ZodType, { readonly name: string; shape?: ShapeIr }>;

/** Walks on into an inner schema. */
export type CollectShape = (collection: Collection, schema: z.core.$ZodType) => ShapeIr;

/** Takes the place of what could not be collected; never printed, a problem stands beside it. */
const placeholder: ShapeIr = { kind: 'boolean' };

/** Notes a problem: what cannot be carried to SQL, and what to write instead. */
export function refuse({ contract, path, problems }: Collection, text: string): ShapeIr {
  problems.push(`${contract} at ${path}: ${text}`);
  return placeholder;
}

/** Refuses a schema that converts its input: what was sent would not be what is stored. */
export function refuseCoercion(collection: Collection, coerce: boolean | undefined): void {
  if (coerce === true)
    refuse(collection, 'z.coerce changes values. Use the type without z.coerce.');
}

/** Refuses checks, with the advice for each, and returns nothing: the caller knows none of them. */
export function refuseChecks(
  collection: Collection,
  checks: readonly z.core.$ZodCheck[] | undefined,
): void {
  for (const check of checks ?? []) refuseCheck(collection, check._zod.def.check);
}

/** Refuses one check by its name in zod. */
export function refuseCheck(collection: Collection, name: string): void {
  const advice = adviceByCheck[name] ?? 'This compiler does not carry it to SQL. Leave it out.';
  refuse(collection, `the check ${name} is refused. ${advice}`);
}

const adviceByCheck: Readonly<Record<string, string>> = {
  custom:
    'SQL cannot run the code of .refine(). Use .regex(), .min() and .max(), or another shape.',
  overwrite: 'It changes the value (.trim(), .toLowerCase() …). Use .regex() to demand the form.',
};
