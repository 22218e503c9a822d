/**
 * What the contracts say, as plain JSON: the only thing that printers read. Keys are sorted, so that
 * the same contracts always give the same text and the same hash.
 */
export interface ContractsIr {
  readonly events: readonly EventIr[];
  /** Shared by all events. Holds no `ref`. */
  readonly metadata: ObjectIr;
}

/** One version of one event type. `starts` and `signals` exclude each other. */
export interface EventIr {
  readonly type: string;
  readonly version: number;
  readonly aggregateType: string;
  readonly description: string;
  /** Team that answers for the event. */
  readonly owner?: string;
  readonly stability: 'experimental' | 'stable';
  /** What to use instead. */
  readonly deprecated?: string;
  readonly data: ObjectIr;
  /** Shapes that contain themselves, by the names that `ref` uses; absent when there are none. */
  readonly definitions?: Readonly<Record<string, ShapeIr>>;
  readonly starts?: StartsIr;
  readonly signals?: SignalsIr;
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
  readonly order?: 'aggregate';
  /** Template of the fairness key. */
  readonly fairness?: string;
  readonly priority?: number;
}

/** The running workflow that an event signals. */
export interface SignalsIr {
  readonly workflow: string;
  readonly workflowId: string;
  readonly signal: string;
}

/** How clients emit the event. */
export interface HttpIr {
  readonly function: string;
  readonly aggregateId: string;
  readonly permission: string;
  /** Fields of `data` that the edge fills in; empty when there are none. */
  readonly defaults: Readonly<Record<string, JsonValue>>;
}

/**
 * A value's shape. Beside each kind stands what zod says of a value that breaks it, in the words of
 * issue-rule.ts.
 */
export type ShapeIr = (
  | StringIr
  | NumberIr
  | BooleanIr
  | OneOfIr
  | ObjectIr
  | RecordIr
  | ArrayIr
  | TupleIr
  | UnionIr
  | XorIr
  | DiscriminatedUnionIr
  | RefIr
) &
  ShapeNotes;

/** What a schema says beside its rules. */
export interface ShapeNotes {
  /** JSON null is allowed too. */
  readonly nullable?: true;
  readonly description?: string;
  /** Personal data. */
  readonly pii?: true;
  readonly deprecated?: true;
}

/** `type string`. */
export interface StringIr {
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

/** A finite double: `type number`. */
export interface NumberIr {
  readonly kind: 'number';
  readonly checks: readonly NumberCheckIr[];
}

/**
 * `int`: a whole number within ±(2^53 − 1), `type int`, `max 9007199254740991` … `multiple_of`: as
 * zod's floatSafeRemainder has it, with its tolerance; the bound lies between 1e-9 and 1e15.
 */
export type NumberCheckIr =
  | { readonly rule: 'int' }
  | {
      readonly rule: 'min' | 'max' | 'min_exclusive' | 'max_exclusive' | 'multiple_of';
      readonly bound: number;
    };

/** `type boolean`. */
interface BooleanIr {
  readonly kind: 'boolean';
}

export type ConstantIr = string | number | boolean | null;

/** One of a list of constants; null alone is `[null]`. `one_of`. */
export interface OneOfIr {
  readonly kind: 'one_of';
  readonly values: readonly ConstantIr[];
}

/** `type object`, `required` at the field, `unknown_key` at the object. */
export interface ObjectIr {
  readonly kind: 'object';
  /** False: a key that is not in `fields` breaks the contract. */
  readonly unknownKeys: boolean;
  readonly fields: Readonly<Record<string, FieldIr>>;
}

export type FieldIr = ShapeIr & { readonly optional?: true };

/**
 * Any keys that keep the checks, with values of one shape: `type record`, `invalid_key` at the key.
 * A key named `__proto__` is refused by all: `reserved_key` at `event_data`.
 */
export interface RecordIr {
  readonly kind: 'record';
  readonly keys: StringIr;
  readonly values: ShapeIr;
}

/** `type array`, `min_items`, `max_items`. */
export interface ArrayIr {
  readonly kind: 'array';
  readonly items: ShapeIr;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/**
 * An item for each place: `type tuple`. Without `rest`, `min_items` and `max_items` with the number
 * of items; with it, a missing item is `required` at its place.
 */
export interface TupleIr {
  readonly kind: 'tuple';
  readonly items: readonly ShapeIr[];
  /** Shape of all further items; absent: there are none. */
  readonly rest?: ShapeIr;
}

/**
 * At least one of the options, two or more: `invalid_union`. When the value breaks all of them, but
 * just one without a wrong type, constant or key, zod says what it breaks of that one instead.
 */
export interface UnionIr {
  readonly kind: 'union';
  readonly options: readonly ShapeIr[];
}

/** Exactly one of the options, two or more: `invalid_union`. */
export interface XorIr {
  readonly kind: 'xor';
  readonly options: readonly ShapeIr[];
}

/**
 * The option that the discriminator's value names; no value names two. `type object`; `required` or
 * `invalid_union` at the discriminator.
 */
export interface DiscriminatedUnionIr {
  readonly kind: 'discriminated_union';
  readonly discriminator: string;
  readonly options: readonly {
    /** Of the discriminator. */
    readonly values: readonly ConstantIr[];
    /** An object, or a `ref` to one. */
    readonly shape: ShapeIr;
  }[];
}

/** One of the `definitions` of its event. */
export interface RefIr {
  readonly kind: 'ref';
  readonly name: string;
}

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
