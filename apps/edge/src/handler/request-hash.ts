/**
 * What a client sent under a key, as one number that stands in the event's metadata: a repetition is
 * told from another request by it, whatever the contract has become since. The order of keys does
 * not matter. The key goes in and is stored nowhere, so nobody can try bodies against the hash.
 */
export async function requestHash(
  key: string,
  body: Readonly<Record<string, unknown>>,
): Promise<string> {
  const text = JSON.stringify([key, body], (_, value: unknown) =>
    isObject(value) ? inOrder(value) : value,
  );
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `fromEntries` defines what it is given, also a key that objects inherit. */
function inOrder(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, value[key]]),
  );
}
