export type { Log } from './processes/log.ts';
export { type Postgres, startPostgres } from './postgres/start-postgres.ts';
export { startTemporal, type Temporal, type TemporalOptions } from './temporal/start-temporal.ts';
