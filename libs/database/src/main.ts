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
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
