import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * A TCP port that leads to another one when it is open, and refuses connections when it is not. While
 * it is frozen it takes everything and passes nothing on, as a process that was stopped.
 */
export async function createTcpGate(target: string) {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let isFrozen = false;

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    return socket.on('close', () => sockets.delete(socket));
  }

  async function open(at: number): Promise<number> {
    const opened = createServer((incoming) => {
      const outgoing = keep(connect(Number(port), host));
      keep(incoming);
      if (!isFrozen) incoming.pipe(outgoing).pipe(incoming);
    });
    await new Promise<void>((resolve) => opened.listen(at, '127.0.0.1', resolve));
    server = opened;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has this
    return (opened.address() as AddressInfo).port;
  }

  async function close(): Promise<void> {
    const closing = server;
    server = undefined;
    for (const socket of sockets) socket.destroy();
    if (closing !== undefined) await new Promise((resolve) => closing.close(resolve));
  }

  const own = await open(0);
  return {
    address: `127.0.0.1:${own}`,
    open: async () => void (await open(own)),
    close,
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    [Symbol.asyncDispose]: close,
  };
}
