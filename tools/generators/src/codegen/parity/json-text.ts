/** JSON as it is written: numbers keep their digits. */
export type JsonText =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly JsonText[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, JsonText])[] };

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
