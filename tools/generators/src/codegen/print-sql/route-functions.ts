import type { EventIr } from '../contract-ir.ts';
import { printComment } from './sql-function.ts';
import { indent, quoteBody, quoteLiteral, quoteLiterals } from './sql-text.ts';

/** Names and types, in the order of the rows. */
const columns = [
  ['event_type', 'text'],
  ['kind', 'text'],
  ['workflow_type', 'text'],
  ['workflow_id_template', 'text'],
  ['signal_name', 'text'],
  ['task_queue', 'text'],
  ['completed_by', 'text'],
  ['failed_by', 'text'],
  ['ordered', 'boolean'],
  ['fairness_key_template', 'text'],
  ['priority', 'smallint'],
] as const;

/** In the middle of Temporal's five. */
const defaultPriority = 3;

/** `contracts.routes()`: which event starts or signals which workflow, by the latest versions. */
export function printRoutes(latest: readonly EventIr[]): string {
  const rows = latest
    .flatMap((event) => [...startRow(event), ...signalRow(event)])
    .map((values, index) => printRow(values, index === 0));
  const query =
    rows.length === 0
      ? `SELECT ${columns.map(([, type]) => `NULL::${type}`).join(', ')} WHERE false`
      : `VALUES\n${indent(rows.join(',\n'))}`;
  return [
    // Its columns are its return type, which a replacement could not change.
    'DROP FUNCTION IF EXISTS contracts.routes();',
    `CREATE FUNCTION contracts.routes() RETURNS TABLE (\n${indent(columns.map(([name, type]) => `${name} ${type}`).join(',\n'))}\n)`,
    'LANGUAGE sql IMMUTABLE PARALLEL SAFE',
    `AS ${quoteBody(query)};`,
    printComment(
      'contracts.routes',
      [],
      'The workflows that events start or signal, sorted by event type. Source of the table workflow_route.',
    ),
  ].join('\n');
}

type Row = readonly (string | boolean | number | undefined)[];

function startRow({ type, starts }: EventIr): Row[] {
  if (!starts) return [];
  const { workflow, workflowId, taskQueue, completedBy, failedBy, order, fairness } = starts;
  const target = [workflow, workflowId, undefined, taskQueue, completedBy, failedBy];
  const { priority = defaultPriority } = starts;
  return [[type, 'start', ...target, order === 'aggregate', fairness, priority]];
}

function signalRow({ type, signals }: EventIr): Row[] {
  if (!signals) return [];
  const { workflow, workflowId, signal } = signals;
  const target = [workflow, workflowId, signal, undefined, undefined, undefined];
  return [[type, 'signal', ...target, false, undefined, defaultPriority]];
}

/** The first row of VALUES gives the columns their types, which NULL alone has not. */
function printRow(values: Row, isFirst: boolean): string {
  const printed = columns.map(([, type], index) => {
    const value = values[index];
    if (value === undefined) return isFirst ? `NULL::${type}` : 'NULL';
    if (typeof value === 'string') return quoteLiteral(value);
    return typeof value === 'number' ? `${value}::${type}` : String(value);
  });
  return `(${printed.join(', ')})`;
}

/** `contracts.emittable_over_http()`: may clients emit the event, by its latest version? */
export function printEmittableOverHttp(latest: readonly EventIr[]): string {
  const types = latest.filter(({ http }) => http).map(({ type }) => type);
  const list = types.length === 0 ? '' : `\n  event_type IN (${quoteLiterals(types)}),\n  false\n`;
  return [
    'CREATE OR REPLACE FUNCTION contracts.emittable_over_http(event_type text) RETURNS boolean',
    'LANGUAGE sql IMMUTABLE PARALLEL SAFE',
    `RETURN ${list === '' ? 'false' : `coalesce(${list})`};`,
    printComment(
      'contracts.emittable_over_http',
      ['event_type text'],
      'True for the events that a client may emit over HTTP: those whose contract says http.',
    ),
  ].join('\n');
}
