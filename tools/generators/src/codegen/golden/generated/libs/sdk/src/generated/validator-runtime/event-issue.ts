// Generated from libs/contracts by "nx sync". Do not edit.

/** One broken rule: where it broke and which rule it was. Never holds the value that broke it. */
export interface EventIssue {
  /** Dotted path from the column: `event_data.name`, `event_metadata.tags[0]`. */
  readonly path: string;
  /** The rule in the contract's words: `min_length 3`, `type string`, `required`, `unknown_key`. */
  readonly rule: string;
}
