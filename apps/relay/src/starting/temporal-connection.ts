import type { ClientConnectConfig } from '@a4c/service/temporal';
import { Connection } from '@temporalio/client';

export interface TemporalConnection {
  readonly connection: Connection;
  readonly namespace: string;
  readonly address: string;
}

/**
 * A connection that is opened by its first call. No retry of the SDK's: the relay has its own policy.
 * A broken channel is tried again within a second, where gRPC would wait up to two minutes. Pings
 * come every 10 s: Temporal's frontend closes connections that ping more often.
 */
export function connectTemporal({
  connectionOptions,
  namespace = 'default',
}: ClientConnectConfig): TemporalConnection {
  const connection = Connection.lazy({
    ...connectionOptions,
    interceptors: [],
    channelArgs: {
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.min_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': 1_000,
      'grpc.keepalive_time_ms': 10_000,
      'grpc.keepalive_timeout_ms': 3_000,
      'grpc.keepalive_permit_without_calls': 1,
    },
  });
  return {
    connection,
    namespace,
    address: connectionOptions.address ?? connection.options.address,
  };
}
