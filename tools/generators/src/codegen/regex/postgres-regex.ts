import { demandUnicode, printCodePoint, takeEscape } from './regex-character.ts';
import { takeClass } from './regex-class.ts';
import { UntranslatableRegexError } from './regex-error.ts';
import { type RegexScanner, take, takeCodePoint, takeMatch } from './regex-scanner.ts';

/** Postgres counts repetitions up to DUPMAX, 255. */
const maxRepetition = 255;

/**
 * Translates a JavaScript regular expression into a Postgres advanced regular expression that
 * matches the same storable texts, for use as `text COLLATE "C" ~ 'ARE'`. Only whether there is a
 * match is kept, so groups do not capture and lazy quantifiers become greedy.
 *
 * @throws UntranslatableRegexError naming the construct and what to write instead.
 */
export function toPostgresRegex(source: string, flags: string): string {
  refuseFlags(flags);
  const scanner: RegexScanner = {
    source,
    unicode: flags.includes('u'),
    dotAll: flags.includes('s'),
    at: 0,
    open: [],
  };
  let printed = '';
  while (scanner.at < source.length) printed += takeTerm(scanner);
  return printed;
}

function takeTerm(scanner: RegexScanner): string {
  const assertion = takeMatch(scanner, /[\^$|]/y)?.[0];
  if (assertion !== undefined) return assertion;
  if (take(scanner, '(')) return takeGroupStart(scanner);
  if (take(scanner, ')')) return takeGroupEnd(scanner);
  if (take(scanner, '[')) return takeClass(scanner) + takeQuantifier(scanner);
  if (take(scanner, '.')) return printDot(scanner) + takeQuantifier(scanner);
  return takeCharacter(scanner) + takeQuantifier(scanner);
}

function takeGroupStart(scanner: RegexScanner): string {
  if (takeMatch(scanner, /\?:|\?<[^=!>]+>|(?!\?)/y)) {
    scanner.open.push('group');
    return '(?:';
  }
  const lookaround = takeMatch(scanner, /\?<?[=!]/y)?.[0];
  if (lookaround === undefined) {
    throw new UntranslatableRegexError('a group with modifiers', 'Write both cases out.');
  }
  if (lookaround.endsWith('!')) demandUnicode(scanner, 'a negative lookaround');
  scanner.open.push('lookaround');
  return `(${lookaround}`;
}

function takeGroupEnd(scanner: RegexScanner): string {
  const kind = scanner.open.pop();
  const quantifier = takeQuantifier(scanner);
  if (kind === 'lookaround' && quantifier !== '') {
    throw new UntranslatableRegexError('a repeated lookaround', 'Once is enough.');
  }
  return `)${quantifier}`;
}

function printDot(scanner: RegexScanner): string {
  demandUnicode(scanner, 'a dot');
  return scanner.dotAll ? '.' : String.raw`[^\n\r\u2028\u2029]`;
}

function takeCharacter(scanner: RegexScanner): string {
  if (!take(scanner, '\\')) {
    const codePoint = takeCodePoint(scanner);
    if (codePoint > 0xff_ff) demandUnicode(scanner, 'a character beyond U+FFFF');
    return printCodePoint(codePoint);
  }
  const atom = takeEscape(scanner);
  if ('codePoint' in atom) return printCodePoint(atom.codePoint);
  return `[${atom.negated ? '^' : ''}${atom.members}]`;
}

function takeQuantifier(scanner: RegexScanner): string {
  const match = takeMatch(scanner, /([*+?]|\{(\d+)(?:,(\d*))?\})\??/y);
  if (!match) return '';
  const [, quantifier = '', ...bounds] = match;
  if (bounds.some((bound) => Number(bound ?? 0) > maxRepetition)) {
    throw new UntranslatableRegexError(
      quantifier,
      `Postgres repeats at most ${maxRepetition} times; use .min() and .max() for lengths.`,
    );
  }
  return quantifier;
}

function refuseFlags(flags: string): void {
  const refused: Readonly<Record<string, string>> = {
    g: 'Leave it out.',
    i: 'List both cases, for example [A-Za-z].',
    m: 'Match line ends explicitly.',
    v: 'Use the flag u and plain classes.',
    y: 'Leave it out and begin with ^.',
  };
  for (const flag of flags) {
    const advice = refused[flag];
    if (advice !== undefined) throw new UntranslatableRegexError(`the flag ${flag}`, advice);
  }
}
