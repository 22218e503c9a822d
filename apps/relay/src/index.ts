export { readRelayConfig, type RelayConfig } from './config.ts';
export type { Lifecycle, RelayLifecycle } from './lifecycle.ts';
export { createRelay, type Relay } from './relay.ts';
export { connectTemporal, type TemporalConnection } from './temporal-connection.ts';
