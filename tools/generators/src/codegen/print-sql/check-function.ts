import { sqlNameOf } from '@a4c/contracts';

import type { EventIr, ObjectIr } from '../contract-ir.ts';
import { type CheckBlock, checkBlock, type CheckLoop } from './check-block.ts';
import type { FormatFunctions } from './format-functions.ts';
import { line, type Place } from './place.ts';
import { printFunction } from './sql-function.ts';
import { indent } from './sql-text.ts';

const maxLineLength = 120;

/** `contracts.user__created_v1`, the function that checks the data of one version of one event. */
export function checkFunctionName({ type, version }: EventIr): string {
  return `contracts.${sqlNameOf(type)}_v${version}`;
}

/** The function that says the first broken rule of `event_data`, or NULL. */
export function printEventCheck(event: EventIr, formats: FormatFunctions): string {
  return printCheck(formats, {
    name: checkFunctionName(event),
    column: 'event_data',
    shape: event.data,
    comment: `${event.description} The first rule of ${event.type} version ${event.version} that event_data breaks; NULL when it keeps them all.`,
  });
}

/** The same for `event_metadata`, which all events share. */
export function printMetadataCheck(shape: ObjectIr, formats: FormatFunctions): string {
  return printCheck(formats, {
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

function printCheck(formats: FormatFunctions, { name, column, shape, comment }: Check): string {
  const numbers: string[] = [];
  const root: Place = {
    json: column,
    text: '',
    path: [column],
    always: true,
    depth: 0,
    names: {
      formatFunction: formats.nameOf,
      numberVariable: () => `number_${numbers.push('')}`,
    },
  };
  const block = checkBlock(root, shape);
  const missing = line(root, `${column} IS NULL`, 'required');
  const whole = { ...block, lines: [missing, ...block.lines] };
  const loops = block.loops.length > 0;
  return printFunction({
    name,
    parameters: [`${column} jsonb`],
    returns: 'text',
    declarations: [
      ...numbers.map((_, index) => `number_${index + 1} double precision;`),
      ...(loops ? ['problem text;'] : []),
    ],
    body: [...printSteps(whole), ...printEnd(whole)].join('\n'),
    comment,
  });
}

/** All that can end the function early; what comes last is its result. */
function printSteps({ assignments, lines, searches, loops }: CheckBlock): string[] {
  const assigned = assignments.map(({ variable, value }) => `${variable} := ${value};`);
  if (loops.length === 0) return assigned;
  return [
    ...assigned,
    ...printCheckpoint(printCase(lines, searches)),
    ...loops.map((loop) => printLoop(loop)),
  ];
}

function printEnd({ lines, searches, loops, lastLines }: CheckBlock): string[] {
  if (loops.length === 0) return [`RETURN ${printCase(lines, searches)};`];
  return [`RETURN ${lastLines.length === 0 ? 'NULL' : printCase(lastLines, [])};`];
}

function printLoop({ variable, count, body }: CheckLoop): string {
  const { lines, searches, loops, lastLines } = body;
  const last = loops.length === 0 ? printCase(lines, searches) : printCase(lastLines, []);
  const steps = [
    ...printSteps(body),
    ...(loops.length > 0 && lastLines.length === 0 ? [] : printCheckpoint(last)),
  ];
  return `FOR ${variable} IN 0 .. ${count} - 1 LOOP\n${indent(steps.join('\n'))}\nEND LOOP;`;
}

function printCheckpoint(expression: string): string[] {
  return [
    `problem := ${expression};`,
    'IF problem IS NOT NULL THEN',
    '  RETURN problem;',
    'END IF;',
  ];
}

function printCase(lines: CheckBlock['lines'], searches: CheckBlock['searches']): string {
  const whens = lines.map(({ condition, problem }) => {
    const short = `WHEN ${condition} THEN ${problem}`;
    return short.length <= maxLineLength ? short : `WHEN ${condition}\n  THEN ${problem}`;
  });
  const otherwise = searches.length < 2 ? searches : [`coalesce(${searches.join(', ')})`];
  const branches = [...whens, ...otherwise.map((search) => `ELSE ${search}`)];
  return `CASE\n${indent(branches.join('\n'))}\nEND`;
}
