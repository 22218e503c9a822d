import { cpuSecondsOf } from '../measuring/process-figures.ts';
import { applicationName } from './bench-client.ts';
import type { BenchServer } from './bench-server.ts';

/** What a subject has used up to now. */
export interface CostReading {
  readonly nodeSeconds: number;
  readonly backendSeconds: ReadonlyMap<number, number>;
  readonly walBytes: number;
}

/** What one event cost. CPU is NaN where there is no /proc. */
export interface CostPerEvent {
  readonly nodeMicroseconds: number;
  readonly postgresMicroseconds: number;
  readonly walBytes: number;
}

/**
 * Reads the CPU time of a subject's process and of its backends, and the server's WAL position.
 * Backends are those of its database that are not the bench's own.
 */
export async function readCost(
  { admin }: BenchServer,
  database: string,
  processId: number | undefined,
  backendsOf: 'subject' | 'bench' = 'subject',
): Promise<CostReading> {
  const { rows } = await admin.query<{ wal: string; pids: number[] | null }>(
    `SELECT pg_current_wal_insert_lsn() - '0/0' AS wal,
       (SELECT array_agg(pid) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'
          AND starts_with(application_name, $2) = $3) AS pids`,
    [database, applicationName, backendsOf === 'bench'],
  );
  const pids = rows[0]?.pids ?? [];
  return {
    nodeSeconds: processId === undefined ? 0 : (cpuSecondsOf(processId) ?? Number.NaN),
    backendSeconds: new Map(pids.map((pid) => [pid, cpuSecondsOf(pid) ?? Number.NaN])),
    walBytes: Number(rows[0]?.wal),
  };
}

/** A backend that came in between is charged from its beginning. */
export function costPerEvent(
  before: CostReading,
  after: CostReading,
  events: number,
): CostPerEvent {
  let postgres = 0;
  for (const [pid, seconds] of after.backendSeconds) {
    postgres += seconds - (before.backendSeconds.get(pid) ?? 0);
  }
  return {
    nodeMicroseconds: ((after.nodeSeconds - before.nodeSeconds) * 1e6) / events,
    postgresMicroseconds: (postgres * 1e6) / events,
    walBytes: (after.walBytes - before.walBytes) / events,
  };
}
