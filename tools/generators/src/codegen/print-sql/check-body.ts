import type { CheckBlock, CheckLoop } from './check-block.ts';
import { indent } from './sql-text.ts';

const maxLineLength = 120;

/** The statements that return the first broken rule, or NULL. */
export function printBody(block: CheckBlock): string[] {
  return [...printSteps(block), ...printEnd(block)];
}

/** The variables that the statements need besides those that the checks declared. */
export function declarationsFor(body: readonly string[]): string[] {
  return body.some((text) => text.includes('problem := ')) ? ['problem text;'] : [];
}

/** `variable := expression;` for all that is worked out once. */
export function printAssignments({ assignments }: CheckBlock): string[] {
  return assignments.map(({ variable, value }) => `${variable} := ${value};`);
}

/** The first broken rule as one expression, for blocks without loops. */
export function printCase(
  lines: CheckBlock['lines'],
  searches: CheckBlock['searches'] = [],
): string {
  const [search = 'NULL', ...further] = searches;
  const otherwise = further.length === 0 ? search : `coalesce(${searches.join(', ')})`;
  if (lines.length === 0) return otherwise;
  const whens = lines.map(({ condition, problem }) => {
    const short = `WHEN ${condition} THEN ${problem}`;
    return short.length <= maxLineLength ? short : `WHEN ${condition}\n  THEN ${problem}`;
  });
  const branches = [...whens, ...(searches.length === 0 ? [] : [`ELSE ${otherwise}`])];
  return `CASE\n${indent(branches.join('\n'))}\nEND`;
}

/** All that can end the function early; what comes last is its result. */
function printSteps(block: CheckBlock): string[] {
  const { lines, searches, loops } = block;
  const assigned = printAssignments(block);
  if (loops.length === 0) return assigned;
  return [
    ...assigned,
    ...printCheckpoint(printCase(lines, searches)),
    ...loops.map((loop) => printLoop(loop)),
  ];
}

function printEnd({ lines, searches, loops, lastLines }: CheckBlock): string[] {
  if (loops.length === 0) return [`RETURN ${printCase(lines, searches)};`];
  return [`RETURN ${printCase(lastLines)};`];
}

function printLoop({ header, body }: CheckLoop): string {
  const { lines, searches, loops, lastLines } = body;
  const last = loops.length === 0 ? printCase(lines, searches) : printCase(lastLines);
  const steps = [...printSteps(body), ...printCheckpoint(last)];
  return `FOR ${header} LOOP\n${indent(steps.join('\n'))}\nEND LOOP;`;
}

function printCheckpoint(expression: string): string[] {
  if (expression === 'NULL') return [];
  return [
    `problem := ${expression};`,
    'IF problem IS NOT NULL THEN',
    '  RETURN problem;',
    'END IF;',
  ];
}
