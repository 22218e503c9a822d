import { migrate } from './migrate.ts';

/** `npm run migrate`: brings the database at DATABASE_URL to this release. */
const databaseUrl = process.env['DATABASE_URL'];
if (databaseUrl === undefined || databaseUrl === '') {
  console.error(
    'DATABASE_URL is not set. Give the connection string of the role that owns the schema, ' +
      'for example DATABASE_URL=postgres://a4c_owner:secret@localhost:5432/a4c npm run migrate.',
  );
  process.exit(1);
}
try {
  await migrate({ databaseUrl, log: console.log });
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}

/** A refused connection to a name with two addresses is an AggregateError, whose message is empty. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
