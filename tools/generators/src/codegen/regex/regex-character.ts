import { UntranslatableRegexError } from './regex-error.ts';
import { type RegexScanner, take, takeCodePoint, takeMatch } from './regex-scanner.ts';

/** Class escapes as members of a bracket expression; `\s` as ECMA-262 §12.2 and §12.3 list it. */
const classMembers = {
  d: '0-9',
  w: 'A-Za-z0-9_',
  s: String.raw`\t\n\v\f\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF`,
} as const;

const controlEscapes: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/** One character, or one of the class escapes `\d \w \s \D \W \S`. */
export type RegexAtom =
  | { readonly codePoint: number }
  | { readonly escape: string; readonly members: string; readonly negated: boolean };

/** Reads what stands after a backslash. */
export function takeEscape(scanner: RegexScanner): RegexAtom {
  const classEscape = takeMatch(scanner, /[dwsDWS]/y)?.[0];
  if (classEscape !== undefined) {
    const negated = classEscape < 'a';
    if (negated) demandUnicode(scanner, `\\${classEscape}`);
    const name = classEscape.toLowerCase();
    const members = name === 'd' || name === 'w' || name === 's' ? classMembers[name] : '';
    return { escape: classEscape, members, negated };
  }
  return { codePoint: takeCharacterEscape(scanner) };
}

function takeCharacterEscape(scanner: RegexScanner): number {
  const pair = takeMatch(scanner, /u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/iy);
  if (pair && scanner.unicode) {
    return String.fromCharCode(hex(pair[1]), hex(pair[2])).codePointAt(0) ?? 0;
  }
  if (pair) throw halfCharacter();
  const braced = scanner.unicode ? takeMatch(scanner, /u\{([0-9a-f]+)\}/iy) : undefined;
  const code = braced ?? takeMatch(scanner, /u([0-9a-f]{4})|x([0-9a-f]{2})/iy);
  if (code) return storable(hex(code[1] ?? code[2]));
  const control = takeMatch(scanner, /[tnvfr]/y)?.[0];
  if (control !== undefined) return controlEscapes[control] ?? 0;
  if (take(scanner, '0')) return storable(0);
  const letter = takeMatch(scanner, /[A-Za-z1-9_]/y)?.[0];
  if (letter !== undefined) throw unknownEscape(letter);
  return takeCodePoint(scanner);
}

/** Without flag u, JavaScript counts a character beyond U+FFFF as two, Postgres as one. */
export function demandUnicode(scanner: RegexScanner, construct: string): void {
  if (scanner.unicode) return;
  throw new UntranslatableRegexError(
    `${construct} without flag u`,
    'Add the flag u, so that it means whole characters in JavaScript as well.',
  );
}

/** The character as it stands in an ARE, inside and outside of brackets alike. */
export function printCodePoint(codePoint: number): string {
  if (codePoint > 0xff_ff) return String.raw`\U${codePoint.toString(16).padStart(8, '0')}`;
  if (codePoint < 0x20 || codePoint > 0x7e) {
    return String.raw`\u${codePoint.toString(16).padStart(4, '0')}`;
  }
  const character = String.fromCodePoint(codePoint);
  return /[A-Za-z0-9 "#%&',/:;<=>@_`~!-]/.test(character) ? character : `\\${character}`;
}

function storable(codePoint: number): number {
  if (codePoint === 0) {
    throw new UntranslatableRegexError(
      'U+0000',
      String.raw`No stored text holds it; leave it out, or begin the range with \x01.`,
    );
  }
  if (codePoint >= 0xd8_00 && codePoint <= 0xdf_ff) throw halfCharacter();
  return codePoint;
}

function halfCharacter(): UntranslatableRegexError {
  return new UntranslatableRegexError(
    'half of a surrogate pair',
    String.raw`Write the whole character as \u{…} and add the flag u.`,
  );
}

function unknownEscape(letter: string): UntranslatableRegexError {
  const advice: Readonly<Record<string, string>> = {
    b: 'Spell out what may stand on both sides, for example (?:^|[^a-z]).',
    B: 'Spell out what must stand on both sides.',
    p: 'List the characters, for example [A-Za-zÀ-ÿ].',
    P: 'List the characters.',
    k: 'Spell out the repetition.',
  };
  return new UntranslatableRegexError(
    `\\${letter}`,
    advice[letter] ?? (/\d/.test(letter) ? 'Spell out the repetition.' : 'Write the character.'),
  );
}

function hex(digits: string | undefined): number {
  return Number.parseInt(digits ?? '', 16);
}
