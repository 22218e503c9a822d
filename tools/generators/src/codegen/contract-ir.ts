/**
 * What the contracts say, as plain JSON: the only thing that printers read. Keys are sorted, so that
 * the same contracts always give the same text and the same hash.
 */
export interface ContractsIr {
  readonly events: readonly EventIr[];
  readonly metadata: ObjectIr;
}

/** One version of one event type. */
export interface EventIr {
  readonly type: string;
  readonly version: number;
  readonly aggregateType: string;
  readonly description: string;
  readonly data: ObjectIr;
  readonly starts?: StartsIr;
  readonly http?: HttpIr;
  readonly examples: readonly JsonValue[];
}

/** The workflow that an event starts. */
export interface StartsIr {
  readonly workflow: string;
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly completedBy?: string;
  readonly failedBy?: string;
}

/** How clients emit the event. */
export interface HttpIr {
  readonly function: string;
  readonly aggregateId: string;
  readonly permission: string;
  /** Fields of `data` that the edge fills in; empty when there are none. */
  readonly defaults: Readonly<Record<string, JsonValue>>;
}

/** A value's shape. `nullable`: JSON null is allowed too. */
export type ShapeIr = (
  | StringIr
  | NumberIr
  | { readonly kind: 'boolean' }
  | OneOfIr
  | ObjectIr
  | ArrayIr
) & { readonly nullable?: true; readonly description?: string };

interface StringIr {
  readonly kind: 'string';
  readonly checks: readonly StringCheckIr[];
}

/** In the order of the contract. A format keeps the text of its pattern: zod may change it. */
export type StringCheckIr =
  | { readonly rule: 'min_length' | 'max_length'; readonly bound: number }
  | { readonly rule: 'pattern'; readonly source: string; readonly flags: string }
  | {
      readonly rule: 'format';
      readonly format: string;
      readonly source: string;
      readonly flags: string;
    };

/** A finite double. */
export interface NumberIr {
  readonly kind: 'number';
  readonly checks: readonly NumberCheckIr[];
}

export type NumberCheckIr =
  | { readonly rule: 'int' }
  | {
      readonly rule: 'min' | 'max' | 'min_exclusive' | 'max_exclusive';
      readonly bound: number;
    };

/** One of a list of constants. */
export interface OneOfIr {
  readonly kind: 'one_of';
  readonly values: readonly (string | number | boolean | null)[];
}

export interface ObjectIr {
  readonly kind: 'object';
  /** False: a key that is not in `fields` breaks the contract. */
  readonly unknownKeys: boolean;
  readonly fields: Readonly<Record<string, FieldIr>>;
}

export type FieldIr = ShapeIr & { readonly optional?: true };

export interface ArrayIr {
  readonly kind: 'array';
  readonly items: ShapeIr;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
