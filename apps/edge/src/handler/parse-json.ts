/** Deeper than any event; the parser recurses once a level. */
const maxDepth = 32;

const blank = /[ \t\n\r]*/y;
// One character an alternative: a repeated run inside the group would backtrack exponentially.
// oxlint-disable-next-line no-control-regex -- RFC 8259 forbids exactly these in strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** JSON that is broken, or that two readers might understand differently. */
export class InvalidJsonError extends Error {
  readonly code = 'invalid_json';
  /** `json_syntax`, `duplicate_key`, `reserved_key` or `max_depth n`. */
  readonly rule: string;
  /** Characters before the problem. */
  readonly position: number;
  /** Keys and indexes that lead to it. */
  readonly path: readonly (string | number)[];

  constructor(rule: string, position: number, path: readonly (string | number)[]) {
    super(`JSON breaks the rule ${rule} at position ${position}. Correct it there.`);
    this.name = 'InvalidJsonError';
    this.rule = rule;
    this.position = position;
    this.path = path;
  }
}

/**
 * `JSON.parse` that says where the text is broken without repeating it, and refuses what RFC 8259
 * leaves open: a key that stands twice in one object, of which readers keep different ones. Also
 * refuses the key `__proto__`, which many of them lose, and deep nesting.
 *
 * @throws InvalidJsonError
 */
export function parseJson(text: string): unknown {
  const end = skip(text, scanValue(text, skip(text, 0), []));
  if (end < text.length) throw new InvalidJsonError('json_syntax', end, []);
  return JSON.parse(text);
}

type Path = readonly (string | number)[];

function scanValue(text: string, at: number, path: Path): number {
  if (path.length > maxDepth) throw new InvalidJsonError(`max_depth ${maxDepth}`, at, path);
  if (text[at] === '{') return scanObject(text, at, path);
  if (text[at] === '[') return scanArray(text, at, path);
  return match(text[at] === '"' ? string : scalar, text, at, path);
}

function scanObject(text: string, start: number, path: Path): number {
  const keys = new Set<string>();
  return scanItems(text, start, '}', path, (at) => {
    const end = match(string, text, at, path);
    const key: string = JSON.parse(text.slice(at, end));
    const inner = [...path, key];
    if (key === '__proto__') throw new InvalidJsonError('reserved_key', at, inner);
    if (keys.has(key)) throw new InvalidJsonError('duplicate_key', at, inner);
    keys.add(key);
    return scanValue(text, skip(text, expect(':', text, skip(text, end), path)), inner);
  });
}

function scanArray(text: string, start: number, path: Path): number {
  let index = 0;
  return scanItems(text, start, ']', path, (at) => scanValue(text, at, [...path, index++]));
}

// oxlint-disable-next-line max-params -- text, position and path are the scanner's state
function scanItems(
  text: string,
  start: number,
  close: string,
  path: Path,
  scanItem: (at: number) => number,
): number {
  let at = skip(text, start + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    at = skip(text, scanItem(at));
    if (text[at] === close) return at + 1;
    at = skip(text, expect(',', text, at, path));
  }
}

function skip(text: string, at: number): number {
  return match(blank, text, at, []);
}

function expect(character: string, text: string, at: number, path: Path): number {
  if (text[at] !== character) throw new InvalidJsonError('json_syntax', at, path);
  return at + 1;
}

function match(token: RegExp, text: string, at: number, path: Path): number {
  token.lastIndex = at;
  if (!token.test(text)) throw new InvalidJsonError('json_syntax', at, path);
  return token.lastIndex;
}
