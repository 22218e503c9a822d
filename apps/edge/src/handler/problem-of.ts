import { ProblemError } from './problem.ts';

/**
 * The problem that an error is told as. Contract errors and problems were translated where they
 * were thrown; what is left is the database's state or a defect.
 */
export function problemOf(error: unknown, incidentId: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const options = { cause: error };
  const headers = { 'Retry-After': '5' };
  if (isOutdated(error)) {
    const detail =
      'The database was not migrated to the contracts of this release. Send the request again later.';
    return new ProblemError('database_not_ready', { detail, headers }, options);
  }
  if (isUnavailable(error)) {
    const detail = 'The database does not answer now. Send the request again later.';
    return new ProblemError('database_unavailable', { detail, headers }, options);
  }
  const detail = 'The service has a defect. Report the incident id to its operator.';
  return new ProblemError(
    'internal_error',
    { detail, members: { incident_id: incidentId } },
    options,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Missing schema, table or function, no right to it, or a type that its checks do not know. */
function isOutdated(error: unknown): boolean {
  return ['42501', '42P01', '42883', '3F000', 'unknown_event_type'].includes(codeOf(error));
}

/**
 * SQLSTATE: connection, authorization, resources, operator intervention (also a statement timeout),
 * no such database, read-only after a failover. Else what the socket says.
 */
const unavailableCode = /^(?:08|28|53|57)...$|^3D000$|^25006$|^E[A-Z_]+$/;
/** node-postgres gives these no code. */
const unavailableMessage =
  /^(?:Connection terminated|timeout (?:exceeded|expired)|Query read timeout|Client has encountered|Cannot use a pool)/;

function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== '') return unavailableCode.test(code) && !code.startsWith('ERR_');
  return error instanceof Error && unavailableMessage.test(error.message);
}
