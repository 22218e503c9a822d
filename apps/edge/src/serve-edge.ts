import { once } from 'node:events';
import { Server } from 'node:http';

import { createAdaptorServer } from '@hono/node-server';

import type { Edge } from './handler/create-edge.ts';

/** A client that sends its request slower than this is cut off. */
const requestTimeoutMs = 30_000;
const headersTimeoutMs = 10_000;
/** What has not been answered after this long is given up when the server stops. */
const drainMs = 8_000;

/** The edge on a port. */
export interface EdgeServer {
  readonly url: string;
  /** Takes no more requests and waits for those in flight. */
  stop(): Promise<void>;
}

/**
 * Serves an edge with Node's HTTP server.
 *
 * @throws what `listen` reports, `EADDRINUSE` for example.
 */
export async function serveEdge(
  edge: Edge,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<EdgeServer> {
  let isStopping = false;
  const server = createAdaptorServer({
    fetch: async (request, { incoming }) => {
      const response = await edge.fetch(request, { remoteAddress: incoming.socket.remoteAddress });
      // Otherwise a client that keeps its connection would hold up the end.
      if (isStopping) response.headers.set('Connection', 'close');
      return response;
    },
    serverOptions: { requestTimeout: requestTimeoutMs, headersTimeout: headersTimeoutMs },
  });
  if (!(server instanceof Server)) throw new TypeError('An HTTP/1.1 server was asked for.');
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: urlOf(server, host),
    stop: async () => {
      isStopping = true;
      const closed = once(server, 'close');
      server.close();
      const timer = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
