import { inflateRawSync } from 'node:zlib';

/** Sizes and offsets from the ZIP file format specification (APPNOTE 6.3), 4.3.7, 4.3.12, 4.3.16. */
const endSignature = 0x06054b50;
const endSize = 22;
const maxCommentSize = 0xffff;
const directorySignature = 0x02014b50;
const directoryEntrySize = 46;
const localHeaderSize = 30;
const stored = 0;
const deflated = 8;

/**
 * The content of the first entry whose name ends with `suffix`, or undefined. For archives below
 * 4 GiB that were verified beforehand: it reads their directory and trusts it.
 */
export function readZipEntry(archive: Buffer, suffix: string): Buffer | undefined {
  const end = findEnd(archive);
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== directorySignature) throw damaged('an entry has no signature');
    const nameLength = archive.readUInt16LE(at + 28);
    const nameEnd = at + directoryEntrySize + nameLength;
    const name = archive.toString('utf8', at + directoryEntrySize, nameEnd);
    if (name.endsWith(suffix)) return contentOf(archive, at);
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return undefined;
}

function findEnd(archive: Buffer): number {
  const first = Math.max(0, archive.length - endSize - maxCommentSize);
  for (let at = archive.length - endSize; at >= first; at -= 1) {
    if (archive.readUInt32LE(at) === endSignature) return at;
  }
  throw damaged('it has no end record');
}

function contentOf(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const packedSize = archive.readUInt32LE(entry + 20);
  const size = archive.readUInt32LE(entry + 24);
  const header = archive.readUInt32LE(entry + 42);
  // The local header repeats name and extra field, and may differ in their lengths.
  const skipped = archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const start = header + localHeaderSize + skipped;
  const packed = archive.subarray(start, start + packedSize);
  if (method !== stored && method !== deflated) throw damaged(`method ${method} is unknown`);
  const content = method === stored ? packed : inflateRawSync(packed, { maxOutputLength: size });
  if (content.length !== size) throw damaged('an entry has another size than it says');
  return content;
}

function damaged(how: string): Error {
  return new Error(`The ZIP archive is damaged: ${how}. Download it again.`);
}
