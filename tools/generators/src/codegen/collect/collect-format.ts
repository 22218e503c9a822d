import type * as z from 'zod';

import type { StringCheckIr } from '../contract-ir.ts';
import { toPostgresRegex } from '../regex/postgres-regex.ts';
import { UntranslatableRegexError } from '../regex/regex-error.ts';
import { type Collection, refuse } from './collection.ts';

/** Formats that zod checks by their pattern and by nothing else. */
const patternFormats: ReadonlySet<string> = new Set([
  'cuid2',
  'date',
  'datetime',
  'duration',
  'e164',
  'email',
  'guid',
  'hex',
  'ipv4',
  'mac',
  'nanoid',
  'time',
  'ulid',
  'uuid',
]);

/** A pattern, a named format, or a part that the text must have. */
export function collectFormat(
  collection: Collection,
  check: z.core.$ZodCheckStringFormatDef,
): StringCheckIr[] {
  const { format } = check;
  const regex = regexOf(check);
  if (regex === undefined) {
    const advice = adviceByFormat[format] ?? 'Use .regex() with the form that you want stored.';
    refuse(
      collection,
      `the format ${format} is refused: zod checks more than a pattern, or this compiler does not know it. ${advice}`,
    );
    return [];
  }
  const { source, flags } = regex;
  try {
    toPostgresRegex(source, flags);
  } catch (error) {
    if (!(error instanceof UntranslatableRegexError)) throw error;
    refuse(collection, `in /${source}/${flags}, ${error.message}`);
    return [];
  }
  return format === 'regex'
    ? [{ rule: 'pattern', source, flags }]
    : [{ rule: 'format', format, source, flags }];
}

type Regex = Pick<RegExp, 'source' | 'flags'>;

/** A regular expression that is true for exactly the texts that the check accepts. */
function regexOf(check: z.core.$ZodCheckStringFormatDef): Regex | undefined {
  const { format, pattern } = check;
  // Flag u changes nothing about these three, and lets their dots and classes count whole characters.
  if (['duration', 'lowercase', 'uppercase'].includes(format))
    return pattern && withUnicode(pattern);
  if (format === 'regex' || patternFormats.has(format)) return pattern;
  // zod's own patterns for these end in dots; what it runs is startsWith(), endsWith() and includes().
  if (has(check, 'prefix')) return regexFor('^', check.prefix, '');
  if (has(check, 'suffix')) return regexFor('', check.suffix, '$');
  if (has(check, 'includes') && !('position' in check && check.position !== undefined)) {
    return regexFor('', check.includes, '');
  }
  return undefined;
}

function withUnicode({ source }: Regex): Regex {
  return { source, flags: 'u' };
}

function regexFor(before: string, text: string, after: string): Regex | undefined {
  if (!text.isWellFormed() || text.includes('\u0000')) return undefined;
  const escaped = text.replaceAll(/[\^$\\.*+?()[\]{}|/]/g, String.raw`\$&`);
  return { source: before + escaped + after, flags: 'u' };
}

function has<Key extends string>(check: object, key: Key): check is Record<Key, string> {
  return key in check && typeof Reflect.get(check, key) === 'string';
}

/** A regular expression that may stand in, where there is a form that most mean. */
const adviceByFormat: Readonly<Record<string, string>> = {
  base64: String.raw`Use .regex(/^(?:[A-Za-z0-9+\/]{4})*(?:[A-Za-z0-9+\/]{2}==|[A-Za-z0-9+\/]{3}=)?$/).`,
  base64url: 'Use .regex(/^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/).',
  cidrv6: 'Use .regex(/^[0-9a-f:]{2,39}\\/\\d{1,3}$/), and store it in lower case.',
  credit_card: 'Store a reference to the card, never its number.',
  emoji: 'Use .regex() with the characters that you expect.',
  includes: 'Use .includes() without a position, or .regex().',
  ipv6: 'Use .regex(/^[0-9a-f:]{2,39}$/), and store it in lower case.',
  jwt: 'Store what the token says, never the token.',
  url: String.raw`Use .regex(/^https:\/\/[!-~]+$/).`,
};
