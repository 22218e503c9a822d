import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Ports that nobody listens on at 127.0.0.1 at the moment, all different. Another program can take
 * one before it is used: who starts a server on it tries again with others when that happens.
 */
export async function findFreePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    return await Promise.all(
      servers.map(async (server) => {
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        const address = server.address();
        if (address === null || typeof address === 'string') throw new TypeError('No TCP port.');
        return address.port;
      }),
    );
  } finally {
    for (const server of servers) server.close();
  }
}

/** How often a server is given other ports when someone was faster. */
export const portAttempts = 5;

/** Whether a server's output says that its port was taken. */
export function saysPortIsTaken(output: string): boolean {
  return /address already in use|only one usage of each socket address/i.test(output);
}
