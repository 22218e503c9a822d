import { sqlNameOf } from '@a4c/contracts';

import type { EventIr, ObjectIr } from '../contract-ir.ts';
import { type CheckBlock, checkBlock, type CheckLoop } from './check-lines.ts';
import { printFunction } from './sql-function.ts';
import { indent, quoteLiteral } from './sql-text.ts';

const maxLineLength = 120;

/** `contracts.user__created_v1`, the function that checks the data of one version of one event. */
export function checkFunctionName({ type, version }: EventIr): string {
  return `contracts.${sqlNameOf(type)}_v${version}`;
}

/** The function that says the first broken rule of `event_data`, or NULL. */
export function printEventCheck(event: EventIr): string {
  return printCheck({
    name: checkFunctionName(event),
    column: 'event_data',
    shape: event.data,
    comment: `${event.description} The first rule of ${event.type} version ${event.version} that event_data breaks; NULL when it keeps them all.`,
  });
}

/** The same for `event_metadata`, which all events share. */
export function printMetadataCheck(shape: ObjectIr): string {
  return printCheck({
    name: 'contracts.event_metadata_v1',
    column: 'event_metadata',
    shape,
    comment:
      'The first rule of the shared metadata that event_metadata breaks; NULL when it keeps them all.',
  });
}

interface Check {
  readonly name: string;
  readonly column: string;
  readonly shape: ObjectIr;
  readonly comment: string;
}

function printCheck({ name, column, shape, comment }: Check): string {
  const root = { json: column, text: '', path: [column], always: true, depth: 0 };
  const { lines, searches, loops } = checkBlock(root, shape);
  const missing = {
    condition: `${column} IS NULL`,
    problem: quoteLiteral(`${column}: required`),
  };
  const block = { lines: [missing, ...lines], searches, loops };
  const body = loops.length === 0 ? printReturn(block) : `${printSteps(block)}\nRETURN NULL;`;
  return printFunction({
    name,
    parameters: [`${column} jsonb`],
    returns: 'text',
    declarations: loops.length === 0 ? [] : ['problem text;'],
    body,
    comment,
  });
}

function printReturn(block: CheckBlock): string {
  return `RETURN ${printCase(block)};`;
}

function printSteps(block: CheckBlock): string {
  const own = [`problem := ${printCase(block)};`, leaveOnProblem];
  return [...own, ...block.loops.map((loop) => printLoop(loop))].join('\n');
}

const leaveOnProblem = 'IF problem IS NOT NULL THEN\n  RETURN problem;\nEND IF;';

function printLoop({ variable, count, body }: CheckLoop): string {
  return `FOR ${variable} IN 0 .. ${count} - 1 LOOP\n${indent(printSteps(body))}\nEND LOOP;`;
}

function printCase({ lines, searches }: CheckBlock): string {
  const whens = lines.map(({ condition, problem }) => {
    const short = `WHEN ${condition} THEN ${problem}`;
    return short.length <= maxLineLength ? short : `WHEN ${condition}\n  THEN ${problem}`;
  });
  const otherwise = searches.length < 2 ? searches : [`coalesce(${searches.join(', ')})`];
  const branches = [...whens, ...otherwise.map((search) => `ELSE ${search}`)];
  return `CASE\n${indent(branches.join('\n'))}\nEND`;
}
