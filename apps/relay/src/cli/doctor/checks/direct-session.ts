import { type Check, ok, warn } from '../check.ts';

/**
 * Whether this session is one of the server's own. A pooler tells the driver a process id that it has
 * made up, as cancelling goes through it; the server knows its own.
 */
export const directSessionCheck: Check = {
  name: 'direct session',
  async run({ client }) {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const told: unknown = Reflect.get(client, 'processID');
    return told === rows[0]?.pid
      ? ok(`no pooler between here and backend ${rows[0]?.pid}`)
      : warn(
          `a pooler is in between: it says process ${String(told)}, the server ${rows[0]?.pid}`,
          'Let relays connect directly; see also the LISTEN self-test.',
        );
  },
};
