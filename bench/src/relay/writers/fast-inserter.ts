import { Client } from 'pg';

import { applicationName } from '../server/bench-client.ts';

/** A connection that sends one prepared INSERT again and again. */
export interface FastInserter {
  /** Resolves when the transaction is committed. */
  insert(): Promise<void>;
  close(): void;
}

const statement = 'insert_one';

/**
 * Speaks the protocol itself once pg has logged in: one ready-made message per INSERT, and of the
 * answer only whether it worked. The driver's own work would otherwise take most of one core and hide
 * what the server's triggers cost.
 */
export async function openFastInserter(
  connectionString: string,
  insertSql: string,
): Promise<FastInserter> {
  const client = new Client({
    connectionString,
    application_name: `${applicationName} writer`,
  });
  // It would tell of the connection's end, which is noticed below.
  client.on('error', () => {});
  await client.connect();
  await client.query(`PREPARE ${statement} AS ${insertSql}`);
  const { stream } = client.connection;
  stream.removeAllListeners('data');
  let pending: PromiseWithResolvers<void> | undefined;
  let rest: Buffer = Buffer.alloc(0);

  stream.on('data', (chunk: Buffer) => {
    const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let offset = 0;
    while (offset + 5 <= data.length) {
      const end = offset + 1 + data.readUInt32BE(offset + 1);
      if (end > data.length) break;
      const type = data[offset];
      if (type === messageType.error) fail(data.toString('utf8', offset + 5, end));
      offset = end;
      if (type === messageType.readyForQuery) pending?.resolve();
    }
    rest = data.subarray(offset);
  });
  stream.on('close', () => fail('the connection was closed'));

  function fail(reason: string): void {
    pending?.reject(new Error(`An INSERT failed: ${reason.replaceAll('\0', ' ')}.`));
  }

  return {
    async insert() {
      pending = Promise.withResolvers();
      stream.write(bindExecuteSync);
      return pending.promise;
    },
    close() {
      pending = undefined;
      stream.end(message('X'));
    },
  };
}

/** https://www.postgresql.org/docs/17/protocol-message-formats.html */
const messageType = { error: 'E'.charCodeAt(0), readyForQuery: 'Z'.charCodeAt(0) };

function message(type: string, body = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(5);
  header.write(type, 'latin1');
  header.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}

/** Unnamed portal; no parameters, no formats; all rows. */
const bindExecuteSync = Buffer.concat([
  message('B', Buffer.from(`\0${statement}\0\0\0\0\0\0\0`, 'latin1')),
  message('E', Buffer.from('\0\0\0\0\0', 'latin1')),
  message('S'),
]);
