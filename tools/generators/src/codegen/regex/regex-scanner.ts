/** Where the translation stands in the source of a regular expression. */
export interface RegexScanner {
  readonly source: string;
  /** Flag u: the pattern is read by code points. */
  readonly unicode: boolean;
  /** Flag s: a dot is any character. */
  readonly dotAll: boolean;
  /** Index of the next UTF-16 unit. */
  at: number;
  /** What each open parenthesis began, outermost first. */
  readonly open: ('group' | 'lookaround')[];
}

/** Steps over `text` when the source goes on with it, and says whether it did. */
export function take(scanner: RegexScanner, text: string): boolean {
  if (!scanner.source.startsWith(text, scanner.at)) return false;
  scanner.at += text.length;
  return true;
}

/** Steps over what the sticky pattern matches at this place, and returns the match. */
export function takeMatch(scanner: RegexScanner, sticky: RegExp): RegExpExecArray | undefined {
  sticky.lastIndex = scanner.at;
  const match = sticky.exec(scanner.source);
  if (match === null) return undefined;
  scanner.at += match[0].length;
  return match;
}

/** Steps over one code point and returns it. */
export function takeCodePoint(scanner: RegexScanner): number {
  const codePoint = scanner.source.codePointAt(scanner.at) ?? 0;
  scanner.at += codePoint > 0xff_ff ? 2 : 1;
  return codePoint;
}
