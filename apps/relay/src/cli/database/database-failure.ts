import { CliError } from '../cli-error.ts';

/** Where and as whom, for messages; never the password. */
export interface Target {
  readonly place: string;
  readonly user: string;
}

export function targetOf(databaseUrl: string): Target {
  const url = new URL(databaseUrl);
  const place = `${url.hostname || 'localhost'}:${url.port || '5432'}${url.pathname}`;
  return { place, user: decodeURIComponent(url.username) || 'the operating system user' };
}

/** What to do, by SQLSTATE or system error, when no session can be had. */
const remedies: Readonly<Record<string, string>> = {
  '28P01': 'Check user and password in DATABASE_URL.',
  '28000': 'Check user and password in DATABASE_URL, and pg_hba.conf of the server.',
  '3D000': 'Check the name of the database in DATABASE_URL.',
  '42501': 'GRANT CONNECT on the database to this user.',
  '53300': 'Wait until others have left, or raise max_connections.',
  '57P03': 'The server is starting or stopping: try again in a moment.',
  ENOTFOUND: 'Check the host name in DATABASE_URL.',
};

export function cannotConnect({ place, user }: Target, cause: unknown): CliError {
  const remedy =
    remedies[sqlStateOf(cause)] ??
    'Check that the server runs there and that DATABASE_URL is right.';
  return new CliError(
    'database_unreachable',
    `Cannot connect to the database ${place} as ${user}: ${reasonOf(cause)}. ${remedy}`,
    { cause },
  );
}

export function olderSchema({ place }: Target, migration: string): CliError {
  return new CliError(
    'older_schema',
    `The database ${place} lacks the migration ${migration} that this release needs. Run "npm run migrate" as the owner of the schema.`,
  );
}

/** A statement failed: what an operator can do about it. Anything unknown is passed on. */
export function translateFailure(target: Target, error: unknown): unknown {
  const { place, user } = target;
  const code = sqlStateOf(error);
  const reason = reasonOf(error);
  const failure = (name: string, message: string) => new CliError(name, message, { cause: error });
  if (code === '42501') {
    return failure(
      'missing_rights',
      `The database ${place} refuses ${user}: ${reason}. Connect as a member of a4c_operator: GRANT a4c_operator TO "${user}".`,
    );
  }
  if (/^42(P01|703|883)$/.test(code)) {
    return failure(
      'other_schema',
      `The database ${place} is not of this release: ${reason}. Run "npm run migrate" as the owner of the schema, or use the a4c-relay of the release that migrated it.`,
    );
  }
  if (code === '25006') {
    return failure(
      'read_only_database',
      `The database ${place} takes no writes: ${reason}. Connect to the primary server, or wait until it is one.`,
    );
  }
  if (isConnectionLoss(error)) {
    return failure(
      'database_lost',
      `The connection to the database ${place} broke: ${reason}. Run the command again: what was committed stays, and nothing is done twice.`,
    );
  }
  return error;
}

/** Classes 08 and 57P of SQLSTATE, and what sockets and the driver say without one. */
export function isConnectionLoss(error: unknown): boolean {
  const code = sqlStateOf(error);
  return (
    /^(08...|57P0[1-3]|ECONN.*|EPIPE|ETIMEDOUT)$/.test(code) ||
    (error instanceof Error &&
      /^(Connection terminated|Query read timeout|timeout expired)/.test(error.message)) ||
    (error instanceof Error &&
      error.message.startsWith('Client has encountered a connection error'))
  );
}

function sqlStateOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** A refused connection to a name with two addresses is an AggregateError, whose message is empty. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
