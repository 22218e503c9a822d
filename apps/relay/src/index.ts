export { readRelayConfig, type RelayConfig } from './config.ts';
export type { RelayProcess } from './control/instance-row.ts';
export { keepHeapSmall } from './keep-heap-small.ts';
export type { Lifecycle, RelayLifecycle } from './lifecycle.ts';
export { createRelay, type Relay } from './relay.ts';
export type { Answer } from './starting/answer.ts';
export type { Starter } from './starting/starter.ts';
export { connectTemporal, type TemporalConnection } from './starting/temporal-connection.ts';
export { createTemporalStarter } from './starting/temporal-starter.ts';
