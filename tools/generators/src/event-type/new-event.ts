import { defineEvent, type EventContract } from '@a4c/contracts';
import * as z from 'zod';

import { functionNameProblem } from '../codegen/collect/function-names.ts';
import type { KnownContracts } from './known-contracts.ts';
import { type Field, parseFields } from './parse-fields.ts';

/** As they are given on the command line. */
export interface EventTypeOptions {
  readonly name: string;
  readonly aggregate?: string;
  readonly starts?: string;
  readonly signals?: string;
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
}

/** Where the workers of a workspace without any workflow poll. */
const firstTaskQueue = 'bootstrap';

/** @throws Error, or InvalidContractError, with what is wrong and what to write instead. */
export function newEvent(options: EventTypeOptions, known: KnownContracts): NewEvent {
  const { name: type, aggregate, starts, signals, http } = options;
  const words = type.split(/[._]/);
  const aggregateType = aggregate ?? type.split('.').slice(0, -1).join('_');
  const event: NewEvent = {
    type,
    variable: camelCase(words),
    aggregateType,
    description: `${capitalize(words.join(' '))}.`,
    fields: parseFields(fieldsOf(options)),
    ...(starts !== undefined && { starts: startsOf(starts, known) }),
    ...(signals !== undefined && { signals: signalsOf(signals, known) }),
    ...(http !== undefined && { http: httpOf(http, aggregateType, known) }),
  };
  const { fields: _, variable: __, ...contract } = event;
  defineEvent({ ...contract, version: 1, data: z.strictObject({}), examples: [{}] });
  return event;
}

function fieldsOf({ fields, _: further = [] }: EventTypeOptions): readonly string[] {
  if (fields === undefined && further.length > 0) {
    throw new Error(`"${further.join(' ')}" belongs to no option. Write fields after --fields.`);
  }
  return [...(fields ?? []), ...further];
}

/** `aB` of `a` and `b`. */
export function camelCase(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? word : capitalize(word))).join('');
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `user-invitation` of `userInvitationWorkflow`. */
export function kebabCase(workflow: string): string {
  return workflow
    .replace(/Workflow$/, '')
    .replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function startsOf(workflow: string, { workflows }: KnownContracts) {
  const other = workflows.get(workflow);
  if (other) {
    throw new Error(
      `Workflow "${workflow}" is started by "${other.startedBy}". Name a new one, or signal it with --signals ${workflow}.<signal>.`,
    );
  }
  const [existing] = workflows.values();
  return {
    workflow,
    workflowId: `${kebabCase(workflow)}-{aggregate_id}`,
    // One that the workers poll already, so that the event is handled at once.
    taskQueue: existing?.taskQueue ?? firstTaskQueue,
  };
}

function signalsOf(target: string, { workflows }: KnownContracts) {
  const [workflow = '', signal = ''] = target.split('.');
  const known = workflows.get(workflow);
  if (!known) {
    const names = [...workflows.keys()].toSorted().join(', ');
    throw new Error(
      `No contract starts the workflow of --signals "${target}". Write <workflow>.<signal> with one of: ${names || 'none is declared yet'}.`,
    );
  }
  return { workflow, workflowId: known.workflowId, signal };
}

function httpOf(name: string, aggregateType: string, { functions }: KnownContracts) {
  const other = functions.get(name);
  if (other !== undefined) {
    throw new Error(`Function "${name}" emits "${other}". Give the new event its own function.`);
  }
  const called = camelCase(name.split('-'));
  const alike = [...functions].find(([known]) => camelCase(known.split('-')) === called);
  if (alike) {
    throw new Error(
      `Function "${name}" is ${called}() in the SDK, as is "${alike[0]}" of "${alike[1]}". Choose other words.`,
    );
  }
  const problem = functionNameProblem(name);
  if (problem !== undefined) throw new Error(`Function ${problem}`);
  const words = name.split('-').filter((word) => !aggregateType.split('_').includes(word));
  const action = words.length === 0 ? name.replaceAll('-', '_') : words.join('_');
  return { function: name, aggregateId: 'new', permission: `${aggregateType}.${action}` } as const;
}
