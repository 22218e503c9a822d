import { demandUnicode, printCodePoint, type RegexAtom, takeEscape } from './regex-character.ts';
import { UntranslatableRegexError } from './regex-error.ts';
import { type RegexScanner, take, takeCodePoint } from './regex-scanner.ts';

/** Any character at all: in AREs, unlike in JavaScript, a dot includes line ends. */
const anyCharacter = '.';

/** Translates a bracket expression; the scanner stands behind its opening bracket. */
export function takeClass(scanner: RegexScanner): string {
  const negated = take(scanner, '^');
  const members: string[] = [];
  const escapes = new Set<string>();
  while (!take(scanner, ']')) {
    const atom = takeMember(scanner);
    if ('escape' in atom) {
      escapes.add(atom.escape);
      if (!atom.negated) members.push(atom.members);
    } else {
      members.push(takeRange(scanner, atom.codePoint));
    }
  }
  if (negated || escapes.has('D') || escapes.has('W') || escapes.has('S')) {
    demandUnicode(
      scanner,
      negated ? 'a negated class' : `a class with \\${[...escapes].join('\\')}`,
    );
  }
  return printClass(negated, members, escapes);
}

function takeMember(scanner: RegexScanner): RegexAtom {
  if (!take(scanner, '\\')) return { codePoint: takeLiteral(scanner) };
  if (take(scanner, 'b')) return { codePoint: 8 };
  if (take(scanner, '-')) return { codePoint: 0x2d };
  return takeEscape(scanner);
}

function takeLiteral(scanner: RegexScanner): number {
  const codePoint = takeCodePoint(scanner);
  if (codePoint > 0xff_ff) demandUnicode(scanner, 'a character beyond U+FFFF');
  return codePoint;
}

function takeRange(scanner: RegexScanner, first: number): string {
  const isRange = scanner.source[scanner.at] === '-' && scanner.source[scanner.at + 1] !== ']';
  if (!isRange) return printMember(first);
  scanner.at += 1;
  const last = takeMember(scanner);
  if ('escape' in last) {
    throw new UntranslatableRegexError(
      `a range up to \\${last.escape}`,
      String.raw`Write the hyphen as \-.`,
    );
  }
  return `${printMember(first)}-${printMember(last.codePoint)}`;
}

/** A bare hyphen is a range to Postgres, also where JavaScript takes it as itself. */
function printMember(codePoint: number): string {
  return codePoint === 0x2d ? String.raw`\-` : printCodePoint(codePoint);
}

function printClass(
  negated: boolean,
  members: readonly string[],
  escapes: ReadonlySet<string>,
): string {
  const full = [...escapes].some((escape) => escapes.has(swapCase(escape)));
  const hasComplement = [...escapes].some((escape) => escape < 'a');
  if (full && !negated) return anyCharacter;
  if (full || (members.length === 0 && !negated && !hasComplement)) {
    throw new UntranslatableRegexError('a class that matches nothing', 'Leave it out.');
  }
  if (hasComplement) {
    throw new UntranslatableRegexError(
      String.raw`\D, \W or \S inside of a class`,
      'Write the ranges that it stands for.',
    );
  }
  if (members.length === 0) return anyCharacter;
  return `[${negated ? '^' : ''}${members.join('')}]`;
}

function swapCase(letter: string): string {
  return letter < 'a' ? letter.toLowerCase() : letter.toUpperCase();
}
