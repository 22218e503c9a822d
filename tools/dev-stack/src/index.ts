export { databaseUrl } from './databases/database-url.ts';
export {
  createOwnedDatabase,
  createRoleLogins,
  type DatabaseRole,
} from './databases/login-roles.ts';
export { findServerAccount } from './postgres/server-account.ts';
export { type Postgres, type PostgresOptions, startPostgres } from './postgres/start-postgres.ts';
export { findFreePorts } from './processes/find-free-ports.ts';
export { guardPath } from './processes/guardian.ts';
export { type Log } from './processes/log.ts';
export { ProcessFailedError } from './processes/process-failed-error.ts';
export { type ExitStatus, type GuardedProcess, spawnGuarded } from './processes/spawn-guarded.ts';
export {
  type AppProcess,
  type ReadyLine,
  startProcess,
  type StartProcessOptions,
} from './processes/start-process.ts';
export { appEntry, type AppName } from './stack/app-settings.ts';
export { type TokenClaims } from './stack/dev-token.ts';
export { startDatabase, type StackDatabase } from './stack/start-database.ts';
export { type Stack, type StackOptions, startStack } from './stack/start-stack.ts';
export { startTemporal, type Temporal, type TemporalOptions } from './temporal/start-temporal.ts';
export { TemporalNotFoundError } from './temporal/temporal-source.ts';
