import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { createClient, databaseUrlOf } from '../../database/with-database.ts';
import { type Check, fail, ok } from '../check.ts';

const channel = 'a4c_relay_doctor';
const timeoutMs = 3_000;

/** Whether a notification from another session arrives at this one, and how fast. */
export const listenCheck: Check = {
  name: 'LISTEN self-test',
  async run({ cli, client }) {
    const token = randomUUID();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<number>();
    const onNotification = ({ payload }: { payload?: string | undefined }): void => {
      if (payload === token) arrive(performance.now());
    };
    client.on('notification', onNotification);
    const sender = createClient(databaseUrlOf(cli), 'doctor');
    const giveUp = new AbortController();
    try {
      await client.query(`LISTEN ${channel}`);
      await sender.connect();
      const sentAt = performance.now();
      await sender.query('SELECT pg_notify($1, $2)', [channel, token]);
      const arrivedAt = await Promise.race([
        arrived,
        pause(timeoutMs, undefined, { signal: giveUp.signal }),
      ]);
      return arrivedAt === undefined
        ? fail(
            `a notification did not arrive within ${timeoutMs / 1_000} s`,
            'Connect directly, not through a pooler in transaction mode: relays would look for work every few milliseconds instead.',
          )
        : ok(`a notification arrived after ${(arrivedAt - sentAt).toFixed(1)} ms`);
    } finally {
      giveUp.abort();
      client.off('notification', onNotification);
      await client.query(`UNLISTEN ${channel}`);
      await sender.end();
    }
  },
};
