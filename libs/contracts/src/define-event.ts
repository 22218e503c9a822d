import type * as z from 'zod';

import { checkContract } from './check-contract.ts';

/** The workflow that an event starts. Templates know `{aggregate_id}` and `{event_id}`. */
export interface StartsWorkflow {
  /** Workflow function, camelCase, ends in `Workflow`. */
  readonly workflow: string;
  /** Template of the workflow id; two events with the same id share one workflow. */
  readonly workflowId: string;
  readonly taskQueue: string;
  /** Event type that says the workflow succeeded. */
  readonly completedBy?: string;
  /** Event type that says the workflow failed. */
  readonly failedBy?: string;
  /**
   * The workflows of an aggregate start in order of its events: the next when the one before has been
   * started or given up. Costs writers of one aggregate that they wait for each other's transactions.
   */
  readonly order?: 'aggregate';
  /**
   * Template of the key whose events take turns with those of others, so that nobody's backlog delays
   * anybody else; goes to Temporal as well. Knows also `{event_data.<field>}` and `{event_metadata.<field>}`;
   * a missing field counts as empty.
   */
  readonly fairness?: string;
  /** 1 is started first, 5 last, 3 if absent; goes to Temporal as well. */
  readonly priority?: 1 | 2 | 3 | 4 | 5;
}

/** The running workflow that an event signals. The same guarantees as for a start. */
export interface SignalsWorkflow {
  /** Workflow function, camelCase, ends in `Workflow`. */
  readonly workflow: string;
  /** Template of the workflow id, as in `starts`. */
  readonly workflowId: string;
  /** Name of the signal, camelCase. Its one argument is the event, like a workflow's. */
  readonly signal: string;
}

/** How clients may emit the event over HTTP. Absent: no client may. */
export interface HttpEmission {
  /** Path of the edge function, kebab-case: `create-organization` serves `POST /create-organization`. */
  readonly function: string;
  /** `new`: the edge draws a UUID. `path.<name>`: a parameter of the path. */
  readonly aggregateId: 'new' | `path.${string}`;
  /** Permission that the caller's token must hold. */
  readonly permission: string;
  /** Fields of `data` that the edge fills in when the body leaves them out. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** What a contract states about one event type. Everything else is derived from it. */
export interface EventContract<
  Type extends string = string,
  Data extends z.ZodObject = z.ZodObject,
  Starts extends StartsWorkflow | undefined = StartsWorkflow | undefined,
> {
  /** `<aggregate>.<past tense>`, snake_case words, two or more dotted levels. */
  readonly type: Type;
  /** Counts from 1. A change that an old event would not survive is a new version. */
  readonly version: number;
  /** snake_case noun; stored beside every event. */
  readonly aggregateType: string;
  /** What has happened, one sentence. */
  readonly description: string;
  /** A `z.strictObject`: what it does not name cannot be stored. */
  readonly data: Data;
  readonly starts?: Starts;
  /** Instead of `starts`. */
  readonly signals?: SignalsWorkflow;
  readonly http?: HttpEmission;
  /** Team that answers for the event. */
  readonly owner?: string;
  /** Default stable: changes keep old events and old readers working. */
  readonly stability?: 'experimental' | 'stable';
  /** What to use instead of this event. */
  readonly deprecated?: string;
  /** At least one valid `data`; shown in the docs and used by tests. */
  readonly examples: readonly z.input<Data>[];
}

/**
 * Declares an event type. The contract is the only source of its name and shape.
 *
 * @throws InvalidContractError naming every problem of the contract at once.
 */
export function defineEvent<
  const Type extends string,
  Data extends z.ZodObject,
  const Starts extends StartsWorkflow | undefined = undefined,
>(contract: EventContract<Type, Data, Starts>): EventContract<Type, Data, Starts> {
  checkContract(contract);
  return contract;
}
