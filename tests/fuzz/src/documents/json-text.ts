/** JSON as it is written: numbers keep their digits, and a key may stand twice. */
export type JsonText =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly JsonText[] }
  | { readonly kind: 'object'; readonly entries: readonly JsonEntry[] };

/** A key and its value. Of the same key twice, the last one counts. */
type JsonEntry = readonly [key: string, value: JsonText];

/** Reads a value that JSON can hold. */
export function toJsonText(value: unknown): JsonText {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => toJsonText(item)) };
  if (typeof value !== 'object' || value === null) return scalar(JSON.stringify(value));
  const entries = Object.entries(value).map(([key, item]) => [key, toJsonText(item)] as const);
  return { kind: 'object', entries };
}

/** A text, number, boolean or null, as it is written. */
export function scalar(text: string): JsonText {
  return { kind: 'scalar', text };
}

/** Writes it down. */
export function printJsonText(json: JsonText): string {
  switch (json.kind) {
    case 'scalar':
      return json.text;
    case 'list':
      return `[${json.items.map((item) => printJsonText(item)).join(',')}]`;
    case 'object':
      return `{${json.entries.map(([key, item]) => `${JSON.stringify(key)}:${printJsonText(item)}`).join(',')}}`;
  }
}

/** Places in a value, by index at each level. */
export type JsonPlace = readonly number[];

/**
 * All places, the value itself first. Not below a key that stands once more after it: jsonb reads
 * what stands there, and JavaScript cannot tell.
 */
export function* placesIn(json: JsonText, place: JsonPlace = []): Generator<JsonPlace> {
  yield place;
  if (json.kind === 'list') {
    for (const [index, item] of json.items.entries()) yield* placesIn(item, [...place, index]);
  } else if (json.kind === 'object') {
    for (const [index, [key, item]] of json.entries.entries()) {
      if (json.entries.findLastIndex(([name]) => name === key) === index) {
        yield* placesIn(item, [...place, index]);
      }
    }
  }
}

/** What stands at a place. */
export function jsonAt(json: JsonText, [first, ...rest]: JsonPlace): JsonText {
  if (first === undefined) return json;
  const inner = json.kind === 'list' ? json.items[first] : entryAt(json, first)?.[1];
  if (inner === undefined) throw new RangeError(`Nothing stands at ${first}. Use placesIn.`);
  return jsonAt(inner, rest);
}

/** The value with something else at a place. */
export function replaceAt(
  json: JsonText,
  [first, ...rest]: JsonPlace,
  replacement: JsonText,
): JsonText {
  if (first === undefined) return replacement;
  if (json.kind === 'list') {
    const inner = replaceAt(jsonAt(json, [first]), rest, replacement);
    return { kind: 'list', items: json.items.with(first, inner) };
  }
  const entry = entryAt(json, first);
  if (json.kind === 'scalar' || entry === undefined) return json;
  const changed = [entry[0], replaceAt(entry[1], rest, replacement)] as const;
  return { kind: 'object', entries: json.entries.with(first, changed) };
}

function entryAt(json: JsonText, index: number): JsonEntry | undefined {
  return json.kind === 'object' ? json.entries[index] : undefined;
}
