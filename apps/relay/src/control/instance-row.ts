import type { RelayInstance } from '@a4c/database';

import type { RelayGauges } from '../gauges.ts';
import type { Rates } from './rates.ts';

/** How the process names itself in `relay_instance`. */
export interface RelayProcess {
  readonly host: string;
  readonly pid: number;
  readonly version: string;
}

export interface InstanceState {
  readonly id: string;
  readonly process: RelayProcess;
  readonly gauges: RelayGauges;
  readonly rates: Rates;
  /** Why the breaker is open. */
  readonly breakerReason: string | undefined;
  readonly draining: boolean;
}

/** The relay's row in `relay_instance`. */
export function instanceRow(state: InstanceState): RelayInstance {
  const { id, process, gauges, rates, breakerReason, draining } = state;
  return {
    id,
    host: process.host,
    pid: process.pid,
    version: process.version,
    listen_state: gauges.isListening ? 'listening' : 'sweeping',
    gate: gauges.gate,
    breaker: gauges.breaker,
    breaker_reason: breakerReason ?? null,
    window: gauges.window,
    in_flight: gauges.inFlight,
    batch: gauges.batchSize,
    claimed_per_second: rates.claimed,
    started_per_second: rates.started,
    failed_per_second: rates.failed,
    draining,
  };
}
