import { applicationName, createMessageReader, queryMessage } from './postgres-messages.ts';
import { type ProxiedConnection, startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** A TCP proxy that knows PostgreSQL's protocol. Its connections are named by application name. */
export interface PostgresProxy extends TcpProxy {
  /** The same database, through the proxy. */
  through(databaseUrl: string): string;
  /** While true, notifications do not arrive. */
  dropNotifications: boolean;
  /** Notifications that were dropped so far. */
  readonly droppedNotifications: number;
  /**
   * Has the server run a statement in the session that listens as if its client had sent it, and
   * keeps the answer from the client. Resolves when the server has done it.
   */
  runInListener(statement: string): Promise<void>;
}

/** What the proxy knows of one session. */
interface Session {
  readonly fromClient: ReturnType<typeof createMessageReader>;
  readonly fromServer: ReturnType<typeof createMessageReader>;
  /** Queries that the server has not finished; the log-in counts as one. */
  unfinished: number;
  /** Set while the answer to a statement of the test's own is kept back. */
  onDone: (() => void) | undefined;
  onIdle: (() => void) | undefined;
}

export async function startPostgresProxy(targetPort: number): Promise<PostgresProxy> {
  const sessions = new WeakMap<ProxiedConnection, Session>();
  let dropNotifications = false;
  let droppedNotifications = 0;

  function sessionOf(connection: ProxiedConnection): Session {
    let session = sessions.get(connection);
    if (session === undefined) {
      session = {
        fromClient: createMessageReader(true),
        fromServer: createMessageReader(false),
        unfinished: 1,
        onDone: undefined,
        onIdle: undefined,
      };
      sessions.set(connection, session);
    }
    return session;
  }

  const proxy = await startTcpProxy(targetPort, {
    fromClient(connection, bytes) {
      const session = sessionOf(connection);
      for (const message of session.fromClient(bytes)) {
        if (message.type === '') connection.name = applicationName(message.bytes);
        // A query, or the end of an extended one: answered by one "ready for query" each.
        if (message.type === 'Q' || message.type === 'S') session.unfinished += 1;
      }
      return bytes;
    },
    fromServer(connection, bytes) {
      // Claims may be large: only the session that listens is looked at message by message.
      if (!isListening(connection)) return bytes;
      const session = sessionOf(connection);
      const passedOn: Buffer[] = [];
      for (const { type, bytes: message } of session.fromServer(bytes)) {
        const isKeptBack = session.onDone !== undefined;
        if (type === 'A' && dropNotifications) droppedNotifications += 1;
        else if (type === 'A' || !isKeptBack) passedOn.push(message);
        if (type === 'Z') finish(session);
      }
      return Buffer.concat(passedOn);
    },
  });

  function finish(session: Session): void {
    const { onDone } = session;
    session.onDone = undefined;
    if (onDone === undefined) session.unfinished -= 1;
    else onDone();
    if (session.unfinished === 0) session.onIdle?.();
  }

  return {
    ...proxy,
    through(databaseUrl) {
      const url = new URL(databaseUrl);
      url.port = String(proxy.port);
      return url.href;
    },
    get dropNotifications() {
      return dropNotifications;
    },
    set dropNotifications(drop) {
      dropNotifications = drop;
    },
    get droppedNotifications() {
      return droppedNotifications;
    },
    async runInListener(statement) {
      const [connection] = [...proxy.connections].filter(isListening);
      if (connection === undefined) throw new Error('No session listens through this proxy.');
      const session = sessionOf(connection);
      if (session.unfinished > 0) {
        await new Promise<void>((resolve) => {
          session.onIdle = resolve;
        });
        session.onIdle = undefined;
      }
      await new Promise<void>((resolve) => {
        session.onDone = resolve;
        connection.server.write(queryMessage(statement));
      });
    },
  };
}

/** The session that waits for notifications, by the name that the relay gives it. */
export function isListening({ name }: Pick<ProxiedConnection, 'name'>): boolean {
  return name.includes('listen');
}
