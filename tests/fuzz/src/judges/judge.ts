import type { EventIr, ObjectIr } from '@a4c/generators/codegen';
import type * as z from 'zod';

/** What documents are made for and judged by: the data of one version of one event, or the metadata. */
export interface Subject {
  /** `user.created v1`, or `event_metadata`. */
  readonly name: string;
  readonly column: 'event_data' | 'event_metadata';
  readonly zod: z.ZodObject;
  readonly shape: ObjectIr;
  /** Undefined for the metadata. */
  readonly event: EventIr | undefined;
  /** Values that are accepted. */
  readonly examples: readonly unknown[];
}

/** What a judge says of a document. */
export interface Verdict {
  readonly accepts: boolean;
  /** Broken rules as `path: rule`; undefined when the judge has no words for them. */
  readonly issues?: readonly string[];
}

/** One of the forms that a contract takes, asked about documents. */
export interface Judge {
  readonly name: string;
  /** Which broken rules its verdicts name. */
  readonly names: 'all' | 'first' | 'none';
  /** A verdict for each document, a text of JSON, in their order. Undefined: it abstains. */
  readonly judge: (
    subject: Subject,
    documents: readonly string[],
  ) => Promise<readonly (Verdict | undefined)[]>;
}
