import { setTimeout as pause } from 'node:timers/promises';

import { findMissingMigration } from '@a4c/database';
import type { Client } from 'pg';

import type { Cli } from '../cli.ts';
import {
  cannotConnect,
  isConnectionLoss,
  olderSchema,
  targetOf,
  translateFailure,
} from '../database/database-failure.ts';
import { createClient, databaseUrlOf } from '../database/with-database.ts';
import { writeLines } from '../output/write-lines.ts';
import { createTail } from './create-tail.ts';
import { readStartingPoint } from './starting-point.ts';
import type { TailLine } from './tail-line.ts';

const lookIntervalMs = 250;
const reconnectIntervalMs = 1_000;

/** Tells lines until the process ends. A connection that breaks is replaced, and nothing is left out. */
export async function follow(cli: Cli, onLine: (line: TailLine) => void): Promise<never> {
  const databaseUrl = databaseUrlOf(cli);
  const target = targetOf(databaseUrl);

  async function connect(): Promise<Client> {
    const fresh = createClient(databaseUrl, 'tail');
    try {
      await fresh.connect();
      return fresh;
    } catch (error) {
      void fresh.end().catch(() => {});
      throw cannotConnect(target, error);
    }
  }

  let client = await connect();
  try {
    const missing = await findMissingMigration(client);
    if (missing !== undefined) throw olderSchema(target, missing);
    const tail = createTail(() => client, await readStartingPoint(client));
    writeLines(cli.err, [`Following ${target.place}. Ctrl-C ends it.`]);
    for (;;) {
      try {
        const { lines, isAll } = await tail.look();
        for (const line of lines) onLine(line);
        if (isAll) await pause(lookIntervalMs);
      } catch (error) {
        if (!isConnectionLoss(error)) throw error;
        client = await reconnect(cli, client, connect);
      }
    }
  } catch (error) {
    throw translateFailure(target, error);
  } finally {
    void client.end().catch(() => {});
  }
}

async function reconnect(
  cli: Cli,
  broken: Client,
  connect: () => Promise<Client>,
): Promise<Client> {
  void broken.end().catch(() => {});
  let told = '';
  for (;;) {
    try {
      const client = await connect();
      writeLines(cli.err, ['Connected again; nothing is left out.']);
      return client;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== told) writeLines(cli.err, [reason]);
      told = reason;
      await pause(reconnectIntervalMs);
    }
  }
}
