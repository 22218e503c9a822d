import type { EventIr, HttpIr, SignalsIr, StartsIr } from '../contract-ir.ts';
import { fieldRows } from './field-rows.ts';
import { code, jsonBlock, linkToEvent, table } from './markdown.ts';

/** Which workflows an event tells the end of. */
export interface Outcome {
  readonly workflow: string;
  readonly result: 'completed' | 'failed';
}

/** One event with all of its versions, the newest first. */
export function printEventSection(
  versions: readonly EventIr[],
  outcomes: readonly Outcome[],
): string {
  const [latest, ...older] = versions.toSorted((a, b) => b.version - a.version);
  if (latest === undefined) return '';
  return [
    `## ${latest.type}`,
    latest.description,
    ...printVersion(latest),
    ...outcomes.map(({ workflow, result }) => `**Says** that ${code(workflow)} ${result}.`),
    ...printExamples(latest),
    ...older.flatMap((event) => [
      `### ${event.type} version ${event.version}`,
      'Not emitted any more; stored events of this version stay valid.',
      ...printVersion(event),
      ...printExamples(event),
    ]),
  ].join('\n\n');
}

function printVersion(event: EventIr): string[] {
  const { version, aggregateType, owner, stability, deprecated, starts, signals, http } = event;
  const rows = fieldRows(event);
  const answers = owner === undefined ? '' : ` Owned by ${owner}.`;
  const mayChange = stability === 'experimental' ? ' Experimental: it may still change.' : '';
  return [
    ...(deprecated === undefined ? [] : [`**Deprecated.** ${deprecated}`]),
    `Version ${version}, of aggregate type ${code(aggregateType)}.${answers}${mayChange}`,
    rows.length === 0 ? 'It holds no data.' : table(['field', 'type', 'rules'], rows),
    ...(starts ? [printStarts(starts)] : []),
    ...(signals ? [printSignals(signals)] : []),
    ...(http ? [printHttp(http)] : []),
  ];
}

function printExamples({ examples }: EventIr): string[] {
  return ['For example:', ...examples.map((example) => jsonBlock(example))];
}

function printStarts(starts: StartsIr): string {
  const { workflow, workflowId, taskQueue, completedBy, failedBy } = starts;
  const outcomes = [
    ...(completedBy === undefined ? [] : [`completed when ${linkToEvent(completedBy)} is emitted`]),
    ...(failedBy === undefined ? [] : [`failed when ${linkToEvent(failedBy)} is`]),
  ];
  const ends = outcomes.length === 0 ? '' : ` It is ${outcomes.join(', ')}.`;
  return `**Starts** ${code(workflow)} on task queue ${code(taskQueue)}, with workflow id ${code(workflowId)}.${ends}${printTurn(starts)}`;
}

function printTurn({ order, fairness, priority }: StartsIr): string {
  return [
    ...(order === undefined ? [] : [' The events of an aggregate start in order.']),
    ...(fairness === undefined ? [] : [` Events of each ${code(fairness)} take turns.`]),
    ...(priority === undefined ? [] : [` Priority ${priority} of 5.`]),
  ].join('');
}

function printSignals({ workflow, workflowId, signal }: SignalsIr): string {
  return `**Signals** ${code(signal)} to ${code(workflow)} with workflow id ${code(workflowId)}.`;
}

function printHttp({ function: name, aggregateId, permission, defaults }: HttpIr): string {
  const id = aggregateId === 'new' ? 'is new' : `comes from ${code(aggregateId)}`;
  const filled = Object.entries(defaults).map(
    ([field, value]) => `${code(field)} with ${code(JSON.stringify(value))}`,
  );
  const fills = filled.length === 0 ? '' : ` Left out, these are filled in: ${filled.join(', ')}.`;
  return `**Over HTTP** by ${code(`POST /${name}`)} with permission ${code(permission)}; the aggregate id ${id}.${fills}`;
}
