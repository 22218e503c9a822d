const uuidBytes = 16;

/** The UUID of version 5 for a name in a namespace (RFC 9562, section 5.5): the same for the same name. */
export async function uuidV5(namespace: string, name: string): Promise<string> {
  const prefix = Uint8Array.from(namespace.replaceAll('-', '').match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
  const text = new TextEncoder().encode(name);
  const input = new Uint8Array([...prefix, ...text]);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', input)).subarray(0, uuidBytes);
  const hex = Array.from(hash, (byte, index) => markedByte(byte, index)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Version and variant stand in the upper bits of bytes 6 and 8. */
function markedByte(byte: number, index: number): string {
  if (index === 6) return ((byte & 0x0f) | 0x50).toString(16).padStart(2, '0');
  if (index === 8) return ((byte & 0x3f) | 0x80).toString(16).padStart(2, '0');
  return byte.toString(16).padStart(2, '0');
}
