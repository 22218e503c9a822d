import type { EventIr } from '../contract-ir.ts';
import { printComment } from './sql-function.ts';
import { indent, quoteBody, quoteLiteral, quoteLiterals } from './sql-text.ts';

const columns = [
  'event_type',
  'workflow_type',
  'workflow_id_template',
  'task_queue',
  'completed_by',
  'failed_by',
];

/** `contracts.routes()`: which event starts which workflow, by the latest version of each type. */
export function printRoutes(latest: readonly EventIr[]): string {
  const rows = latest.flatMap(({ type, starts }) => {
    if (!starts) return [];
    const { workflow, workflowId, taskQueue, completedBy, failedBy } = starts;
    const values = [type, workflow, workflowId, taskQueue, completedBy, failedBy];
    return [`(${values.map((value) => quoteNullable(value)).join(', ')})`];
  });
  const query =
    rows.length === 0
      ? `SELECT ${columns.map(() => 'NULL::text').join(', ')} WHERE false`
      : `VALUES\n${indent(rows.join(',\n'))}`;
  return [
    `CREATE OR REPLACE FUNCTION contracts.routes() RETURNS TABLE (\n${indent(columns.map((column) => `${column} text`).join(',\n'))}\n)`,
    'LANGUAGE sql IMMUTABLE PARALLEL SAFE',
    `AS ${quoteBody(query)};`,
    printComment(
      'contracts.routes',
      [],
      'The workflows that events start, sorted by event type. Source of the table workflow_route.',
    ),
  ].join('\n');
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

function quoteNullable(text: string | undefined): string {
  return text === undefined ? 'NULL' : quoteLiteral(text);
}
