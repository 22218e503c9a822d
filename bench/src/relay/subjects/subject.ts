import type { EventRows } from './event-rows.ts';

/** Who hands out the work. */
type Product = 'relay' | 'graphile-worker' | 'pg-boss';

/**
 * How a handler writes to the event: never (bare), each for itself, or all that run at the same time
 * together in one statement.
 */
type WriteBack = 'none' | 'each' | 'together';

/** What a subject's process is told, besides where its database is. */
export interface SubjectSettings {
  readonly writeBack: WriteBack;
  /** The product's own options; empty: its defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** One way to get from a committed event to its handler. */
export interface Subject {
  readonly name: string;
  readonly product: Product;
  readonly settings: SubjectSettings;
  /** Its process, beside this file. */
  readonly processFile: string;
  /** Its template, by name and by what it adds to the migrated schema. */
  readonly template: string;
  install(ownerUrl: string): Promise<void>;
  /** SQL that inserts events and, in the same statement or by trigger, their work. */
  insert(rows: EventRows): string;
  /** SQL for how many events or jobs still wait, as `count`. */
  readonly countWaiting: string;
  /** Whether more than a few events a second are to be expected; if not, measurements are cut short. */
  readonly isSlow: boolean;
}
