/** `['tags', 0]` below `event_metadata` is `event_metadata.tags[0]`. */
export function pathOf(column: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    column,
  );
}
