import type { Output } from '../cli.ts';
import { paint, type Style } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import type { TailKind, TailLine } from './tail-line.ts';

const styles: Readonly<Record<TailKind, Style>> = {
  inserted: 'cyan',
  requeued: 'cyan',
  started: 'green',
  attached: 'green',
  failed: 'yellow',
  outage: 'yellow',
  dead_lettered: 'red',
  discarded: 'red',
};

const kindWidth = 'dead_lettered'.length;

/** One line for people; ids in full, since they are copied. */
export function tailText(output: Output, line: TailLine): string {
  const { at, kind, event_id, event_type } = line;
  const head = `${paint(output, 'dim', at)} ${paint(output, styles[kind], kind.padEnd(kindWidth))}`;
  return printableTail(`${head} ${event_type} ${event_id}`, detailsOf(line));
}

function printableTail(head: string, details: readonly string[]): string {
  return [head, ...details.map(printable)].join(' ');
}

function detailsOf(line: TailLine): string[] {
  if (line.workflow_id !== undefined) return [line.workflow_id, `run ${line.workflow_run_id}`];
  if (line.code !== undefined) return [`${line.code}:`, line.message ?? ''];
  if (line.by !== undefined) return [`by ${line.by}`];
  return line.starts_workflow === false ? ['starts nothing'] : [];
}
