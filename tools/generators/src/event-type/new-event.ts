import { defineEvent, type EventContract } from '@a4c/contracts';
import * as z from 'zod';

import { camelCase } from '../codegen/print-validators/typescript-text.ts';
import type { KnownContracts } from './known-contracts.ts';
import { httpOf } from './new-http.ts';
import { outcomeOf, type Outcome, signalsOf, startsOf } from './new-workflow-links.ts';
import { type Field, parseFields } from './parse-fields.ts';
import { sentenceOf } from './words.ts';

/** As they are given on the command line. */
export interface EventTypeOptions {
  readonly name: string;
  readonly aggregate?: string;
  readonly starts?: string;
  readonly taskQueue?: string;
  readonly activity?: string;
  readonly signals?: string;
  readonly completes?: string;
  readonly fails?: string;
  readonly http?: string;
  readonly fields?: readonly string[];
  /** Words that belong to no option for Nx: the fields after the first. */
  readonly _?: readonly string[];
}

/** A new event type, checked against the rules of contracts and against those that are there. */
export interface NewEvent {
  readonly type: string;
  /** `userInvited` */
  readonly variable: string;
  readonly aggregateType: string;
  readonly description: string;
  readonly fields: readonly Field[];
  readonly starts?: NonNullable<EventContract['starts']>;
  readonly signals?: NonNullable<EventContract['signals']>;
  readonly http?: NonNullable<EventContract['http']>;
  /** What it says of a workflow that another event starts. */
  readonly outcome?: Outcome;
}

/** @throws Error, or InvalidContractError, with what is wrong and what to write instead. */
export function newEvent(options: EventTypeOptions, known: KnownContracts): NewEvent {
  const { name: type, signals, http } = options;
  const starts = startsOf(options, known);
  const signalled = signals === undefined ? undefined : signalsOf(signals, known);
  const outcome = outcomeOf(options, known);
  const aggregateType =
    options.aggregate ??
    // A workflow that has its id from the aggregate is reached by events of the same aggregate.
    signalled?.aggregateType ??
    outcome?.aggregateType ??
    type.split('.').slice(0, -1).join('_');
  const event: NewEvent = {
    type,
    variable: camelCase(type),
    aggregateType,
    description: sentenceOf(type),
    fields: parseFields(fieldsOf(options)),
    ...(starts && { starts }),
    ...(signalled && { signals: signalled.signals }),
    ...(http !== undefined && {
      http: httpOf(http, { aggregateType, isNew: signalled === undefined }, known),
    }),
    ...(outcome && { outcome }),
  };
  const { fields: _, variable: __, outcome: ___, ...contract } = event;
  defineEvent({ ...contract, version: 1, data: z.strictObject({}), examples: [{}] });
  return event;
}

function fieldsOf({ fields, _: further = [] }: EventTypeOptions): readonly string[] {
  if (fields === undefined && further.length > 0) {
    throw new Error(`"${further.join(' ')}" belongs to no option. Write fields after --fields.`);
  }
  return [...(fields ?? []), ...further];
}
