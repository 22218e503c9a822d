import type { Circumstances } from './machine.ts';
import type { Goal, ResultTable } from './part-result.ts';
import type { PartResult } from './results-file.ts';

/** A part as Markdown: when and where, its tables, the figures to reach. */
export function printPart({ circumstances, tables, goals }: PartResult): string {
  return [printCircumstances(circumstances), ...tables.map(printTable), printGoals(goals)]
    .filter((text) => text !== '')
    .join('\n\n')
    .concat('\n');
}

/** One line of when, where and with what. */
export function printCircumstances(found: Circumstances): string {
  const versions = Object.entries(found.versions).map(([name, version]) => `${name} ${version}`);
  const quick = found.isQuick ? 'Quick run, whose figures mean nothing. ' : '';
  return `${quick}Machine: ${found.machine}, load ${found.loadBefore} before it began. Date: ${found.date}. ${versions.join(', ')}.`;
}

export function printTable({ title, note, columns, rows }: ResultTable): string {
  return [`### ${title}`, note, printRows(columns, rows)].join('\n\n');
}

/** Nothing when there are none. */
export function printGoals(goals: readonly Goal[]): string {
  if (goals.length === 0) return '';
  const rows = goals.map(({ what, goal, measured, isReached }) => [
    what,
    goal,
    measured,
    isReached ? 'yes' : 'no',
  ]);
  return printRows(['figure to reach', 'goal', 'measured', 'reached'], rows);
}

/** Columns are padded, as the formatter would. */
function printRows(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, column) =>
    Math.max(3, ...all.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(columns), rule, ...rows.map(line)].join('\n');
}
