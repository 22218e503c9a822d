import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const lineFeed = 0x0a;

/**
 * The lines of a compressed file as the bytes that they are, without their line feeds. Splits at
 * nothing else: JSON texts may hold U+2028, at which readline splits.
 *
 * @throws when the file cannot be read or unpacked, or ends within a line.
 */
export async function* readLines(path: string, hashOfFile?: Hash): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  if (hashOfFile !== undefined) file.on('data', (chunk) => hashOfFile.update(chunk));
  // Errors of the file arrive in the loop below, through the stream that is read there.
  const unpacked = pipeline(file, createGunzip(), ignore);
  let parts: Buffer[] = [];
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const last = chunk.subarray(start, end);
      yield parts.length === 0 ? last : Buffer.concat([...parts, last]);
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) throw new Error('it ends in the middle of a line');
}

function ignore(): void {}
