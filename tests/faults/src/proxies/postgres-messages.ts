/** A typed message of PostgreSQL's protocol 3: one byte of type, four of length, the rest. */
export interface PostgresMessage {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Cuts a stream of bytes into messages; a start-up message has no type and is `''`. */
export function createMessageReader(firstIsUntyped: boolean): (bytes: Buffer) => PostgresMessage[] {
  let rest = Buffer.alloc(0);
  let untyped = firstIsUntyped;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const messages: PostgresMessage[] = [];
    for (;;) {
      const typeLength = untyped ? 0 : 1;
      if (rest.length < typeLength + 4) return messages;
      const length = typeLength + rest.readInt32BE(typeLength);
      if (rest.length < length) return messages;
      const message = rest.subarray(0, length);
      messages.push({ type: untyped ? '' : String.fromCharCode(message[0] ?? 0), bytes: message });
      rest = rest.subarray(length);
      untyped = false;
    }
  };
}

/** A simple query. */
export function queryMessage(text: string): Buffer {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.alloc(5);
  head.write('Q');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** The application name in a start-up message; `''` when it has none. */
export function applicationName(startup: Buffer): string {
  const words = startup.subarray(8).toString('utf8').split('\0');
  const at = words.indexOf('application_name');
  return at === -1 ? '' : (words[at + 1] ?? '');
}
