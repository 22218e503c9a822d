import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Whether a process can do its work, and if not, why. */
export interface Readiness {
  readonly ready: boolean;
  /** Why not, or what is degraded, one sentence each. */
  readonly reasons: readonly string[];
}

/** Figures in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  print(): Promise<string>;
}

export interface HealthServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** The health server cannot listen where it was told to. `code` is stable: `health_server`. */
export class HealthServerError extends Error {
  readonly code = 'health_server';

  constructor(host: string, port: number, cause: Error) {
    super(
      `The health server cannot listen on ${host} port ${port} (${cause.message}). ` +
        'End what has the port, or set A4C_HEALTH_HOST and the A4C_…_HEALTH_PORT of this service; port 0 takes any free one.',
      { cause },
    );
    this.name = 'HealthServerError';
  }
}

/**
 * Serves `GET /healthz` (200 while the process lives) and `GET /readyz` (200 or 503, JSON
 * `{ ready, reasons }`), and `GET /metrics` of a process that has some.
 *
 * @param options.port 0 takes any free one; see `url`.
 * @throws HealthServerError when the address cannot be used.
 */
export async function startHealthServer(options: {
  readonly host: string;
  readonly port: number;
  readonly readiness: () => Readiness;
  readonly metrics?: Metrics;
}): Promise<HealthServer> {
  const { metrics } = options;
  const served = `/healthz${metrics === undefined ? '' : ', /metrics'} and /readyz`;
  const server = createServer((request, response) => {
    const send = (status: number, contentType: string, body: string): void => {
      response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
      response.end(body);
    };
    const answer = (status: number, body: unknown): void =>
      send(status, 'application/json', JSON.stringify(body));
    if (request.url === '/healthz') {
      answer(200, { alive: true });
    } else if (request.url === '/readyz') {
      const readiness = options.readiness();
      answer(readiness.ready ? 200 : 503, readiness);
    } else if (request.url === '/metrics' && metrics !== undefined) {
      metrics.print().then(
        (text) => send(200, metrics.contentType, text),
        () => answer(500, { error: 'The metrics could not be collected.' }),
      );
    } else {
      answer(404, { error: `Only ${served} are served here.` });
    }
  });
  const { host, port } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new HealthServerError(host, port, cause)));
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort(server.address())}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function boundPort(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
