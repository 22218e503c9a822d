import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What becomes of the bytes of a connection. */
type Flow =
  | 'open'
  /** Bytes vanish in both directions, also the end of the connection: a half-open connection. */
  | 'black hole'
  /** What the server says vanishes. */
  | 'deaf'
  /** Nothing is read any more, so that both sides feel back-pressure. */
  | 'held';

/** One connection through a proxy. */
export interface ProxiedConnection {
  /** What its owner called it; `''` until that is known. */
  name: string;
  flow: Flow;
  readonly client: Socket;
  readonly server: Socket;
}

/** Reads along; what it returns instead of the bytes is passed on. */
export interface Inspector {
  fromClient?(connection: ProxiedConnection, bytes: Buffer): Buffer;
  fromServer?(connection: ProxiedConnection, bytes: Buffer): Buffer;
}

export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  readonly connections: ReadonlySet<ProxiedConnection>;
  /** Changes the flow of the connections that are there; later ones are open. */
  setFlow(flow: Flow, which?: (connection: ProxiedConnection) => boolean): number;
  /**
   * Holds the first connection to which the server sends so many bytes from now on, in the middle
   * of what it says. Resolves with it.
   */
  holdAfter(bytes: number): Promise<ProxiedConnection>;
  /** Closes connections on both sides. */
  cut(which?: (connection: ProxiedConnection) => boolean): void;
}

const all = (): boolean => true;

/** A TCP proxy on 127.0.0.1 that does to connections what networks and pulled plugs do. */
export async function startTcpProxy(
  targetPort: number,
  inspector: Inspector = {},
): Promise<TcpProxy> {
  const connections = new Set<ProxiedConnection>();
  let countBytes: ((connection: ProxiedConnection, bytes: number) => void) | undefined;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
    const connection: ProxiedConnection = {
      name: '',
      flow: 'open',
      client,
      server: upstream,
    };
    connections.add(connection);
    carry(
      connection,
      client,
      upstream,
      (bytes) => inspector.fromClient?.(connection, bytes) ?? bytes,
    );
    carry(connection, upstream, client, (bytes) => {
      countBytes?.(connection, bytes.length);
      return inspector.fromServer?.(connection, bytes) ?? bytes;
    });
    const forget = (): void => {
      if (client.destroyed && upstream.destroyed) connections.delete(connection);
    };
    client.on('close', forget);
    upstream.on('close', forget);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const cut: TcpProxy['cut'] = (which = all) => {
    for (const connection of connections) {
      if (!which(connection)) continue;
      connection.client.destroy();
      connection.server.destroy();
    }
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    connections,
    cut,
    setFlow(flow, which = all) {
      const chosen = [...connections].filter(which);
      for (const connection of chosen) changeFlow(connection, flow);
      return chosen.length;
    },
    holdAfter: (bytes) =>
      new Promise((resolve) => {
        const seen = new Map<ProxiedConnection, number>();
        countBytes = (connection, count) => {
          const total = (seen.get(connection) ?? 0) + count;
          seen.set(connection, total);
          if (total < bytes) return;
          countBytes = undefined;
          changeFlow(connection, 'held');
          resolve(connection);
        };
      }),
    async [Symbol.asyncDispose]() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}

function changeFlow(connection: ProxiedConnection, flow: Flow): void {
  connection.flow = flow;
  const act = flow === 'held' ? 'pause' : 'resume';
  connection.client[act]();
  connection.server[act]();
}

/** One direction. A connection in a black hole does not pass on that a side has gone. */
function carry(
  connection: ProxiedConnection,
  from: Socket,
  to: Socket,
  inspect: (bytes: Buffer) => Buffer,
): void {
  from.setNoDelay(true);
  const isLost = (): boolean =>
    connection.flow === 'black hole' || (connection.flow === 'deaf' && from === connection.server);
  from.on('data', (bytes) => {
    if (isLost()) return;
    const passedOn = inspect(bytes);
    if (passedOn.length === 0 || to.destroyed) return;
    if (!to.write(passedOn)) from.pause();
  });
  to.on('drain', () => {
    if (connection.flow !== 'held') from.resume();
  });
  from.on('end', () => {
    if (!isLost()) to.end();
  });
  from.on('error', () => {});
  from.on('close', (hadError) => {
    if (isLost()) return;
    if (hadError) to.destroy();
    else to.end();
  });
}
