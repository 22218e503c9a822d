import { type JsonText, printJsonText } from './documents/json-text.ts';

/**
 * Is one of the issues what this one says? Keys of records and custom fields are payload, which the
 * database does not repeat: for the `*` in its paths any key of the document stands.
 */
export function isAmong(issue: string, issues: ReadonlySet<string>, document: JsonText): boolean {
  if (issues.has(issue)) return true;
  // Where every alternative is broken, the database does not say which came closest.
  const [path = '', isUnion] = issue.split(/(: invalid_union)$/, 2);
  if (path === '' || (isUnion === undefined && !issue.includes('.*'))) return false;
  const keys = path.includes('.*') ? keysOf(JSON.parse(printJsonText(document))) : [];
  return [...issues].some((other) =>
    restsOf(other, path.split('.*'), keys).some((rest) => rest === '' || isUnion !== undefined),
  );
}

/** What may follow on the pieces of a path with a key between each two of them. */
function restsOf(text: string, [first = '', ...pieces]: string[], keys: string[]): string[] {
  if (!text.startsWith(first)) return [];
  const rest = text.slice(first.length);
  if (pieces.length === 0) return [rest];
  return keys.flatMap((key) =>
    rest.startsWith(`.${key}`) ? restsOf(rest.slice(key.length + 1), pieces, keys) : [],
  );
}

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap((item) => keysOf(item));
  return Array.isArray(value) ? inner : [...new Set([...Object.keys(value), ...inner])];
}
