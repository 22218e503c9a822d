import { createEnvironmentReader, type Environment, readDatabaseUrl } from '@a4c/service';
import { type ClientConnectConfig, readTemporal } from '@a4c/service/temporal';
import { readTracing } from '@a4c/service/tracing';

/** What the relay is told from outside. Durations in milliseconds, sizes in bytes. */
export interface RelayConfig {
  readonly databaseUrl: string;
  readonly temporal: ClientConnectConfig;
  /** Whether starts are traced, as the standard variables of OpenTelemetry say. */
  readonly isTraced: boolean;
  readonly healthHost: string;
  readonly healthPort: number;
  /** Claims that run side by side, each on a database session of its own. */
  readonly lanes: number;
  /** Most events per claim; the relay finds out how many are worth it. */
  readonly maxBatch: number;
  /** Most calls to Temporal at once; the relay finds out how many it takes. */
  readonly maxInFlight: number;
  /** Deadline of one call to Temporal. */
  readonly rpcTimeoutMs: number;
  /** How often to look for work without being woken. */
  readonly sweepIntervalMs: number;
  /** Attempts by an event's own fault before it becomes a dead letter. */
  readonly maxAttempts: number;
  /** The same for a signal that finds no running workflow. */
  readonly maxSignalAttempts: number;
  /** First back-off of an event; doubles with each attempt up to `maxBackoffMs`. */
  readonly baseBackoffMs: number;
  readonly maxBackoffMs: number;
  /** Largest workflow input that Temporal takes. */
  readonly maxInputBytes: number;
}

/** Temporal's `limit.blobSize.error`, 2 MiB unless the server's operator changed it. */
const temporalBlobLimit = 2 * 1024 * 1024;

/** @throws InvalidConfigurationError naming everything that is missing or wrong. */
export function readRelayConfig(environment: Environment): RelayConfig {
  const read = createEnvironmentReader(environment);
  const config: RelayConfig = {
    databaseUrl: readDatabaseUrl(read),
    temporal: readTemporal(read, environment),
    isTraced: readTracing(read),
    healthHost: read.text('A4C_HEALTH_HOST', { default: '127.0.0.1', example: '0.0.0.0' }),
    healthPort: read.integer('A4C_RELAY_HEALTH_PORT', { default: 8081, min: 0, max: 65_535 }),
    lanes: read.integer('A4C_RELAY_LANES', { default: 3, min: 1, max: 16 }),
    maxBatch: read.integer('A4C_RELAY_MAX_BATCH', { default: 500, min: 1, max: 2_000 }),
    maxInFlight: read.integer('A4C_RELAY_MAX_IN_FLIGHT', { default: 256, min: 1, max: 10_000 }),
    rpcTimeoutMs: read.integer('A4C_RELAY_RPC_TIMEOUT_MS', {
      default: 5_000,
      min: 100,
      max: 60_000,
    }),
    sweepIntervalMs: read.integer('A4C_RELAY_SWEEP_INTERVAL_MS', {
      default: 1_000,
      min: 20,
      max: 60_000,
    }),
    maxAttempts: read.integer('A4C_RELAY_MAX_ATTEMPTS', { default: 8, min: 1, max: 1_000 }),
    maxSignalAttempts: read.integer('A4C_RELAY_MAX_SIGNAL_ATTEMPTS', {
      default: 5,
      min: 1,
      max: 1_000,
    }),
    baseBackoffMs: read.integer('A4C_RELAY_BASE_BACKOFF_MS', {
      default: 500,
      min: 1,
      max: 600_000,
    }),
    maxBackoffMs: read.integer('A4C_RELAY_MAX_BACKOFF_MS', {
      default: 60_000,
      min: 1,
      max: 86_400_000,
    }),
    maxInputBytes: read.integer('A4C_RELAY_MAX_INPUT_BYTES', {
      default: temporalBlobLimit,
      min: 1_024,
      max: 64 * 1024 * 1024,
    }),
  };
  read.finish();
  return config;
}
