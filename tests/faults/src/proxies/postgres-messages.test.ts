import { expect, test } from 'vitest';

import { applicationName, createMessageReader, queryMessage } from './postgres-messages.ts';

test('messages are found whole in bytes that come in any pieces', () => {
  const stream = Buffer.concat([queryMessage('SELECT 1'), queryMessage('SELECT 2')]);
  for (let size = 1; size <= stream.length; size += 1) {
    const read = createMessageReader(false);
    const found = Array.from({ length: Math.ceil(stream.length / size) }, (_, nth) =>
      read(stream.subarray(nth * size, (nth + 1) * size)),
    ).flat();
    expect(found.map(({ type, bytes }) => `${type} ${bytes.subarray(5).toString()}`)).toEqual([
      'Q SELECT 1\0',
      'Q SELECT 2\0',
    ]);
  }
});

test('the first message of a client has no type and names the application', () => {
  const words = Buffer.from('user\0a4c_relay\0application_name\0a4c-relay listen\0\0');
  const startup = Buffer.alloc(8);
  startup.writeInt32BE(8 + words.length);
  startup.writeInt32BE(196_608, 4);
  const read = createMessageReader(true);
  const [first, second] = read(Buffer.concat([startup, words, queryMessage('SELECT 1')]));
  expect(first?.type).toBe('');
  expect(applicationName(first?.bytes ?? Buffer.alloc(0))).toBe('a4c-relay listen');
  expect(second?.type).toBe('Q');
});
