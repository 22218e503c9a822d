import { expect, test } from 'vitest';
import * as z from 'zod';

import { toPostgresRegex } from './postgres-regex.ts';

test.each([
  [/^[a-z0-9-]+$/, String.raw`^[a-z0-9\-]+$`],
  [
    /^\d{4}-\w+\s?$/,
    String.raw`^[0-9]{4}-[A-Za-z0-9_]+[\t\n\v\f\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]?$`,
  ],
  [/^.$/u, String.raw`^[^\n\r\u2028\u2029]$`],
  [/^.$/su, '^.$'],
  [/^[\s\S]*$/u, '^.*$'],
  [/^[^]$/u, '^.$'],
  [/(?<year>a)(?:b)(c)/, '(?:a)(?:b)(?:c)'],
  [/^(?=.*\d)(?!x)(?<=y)/u, String.raw`^(?=[^\n\r\u2028\u2029]*[0-9])(?!x)(?<=y)`],
  [/a*?b+?c??d{2,3}?/, 'a*b+c?d{2,3}'],
  [/[[\]^\\-]/, String.raw`[\[\]\^\\\-]`],
  [/\x41\u0042\t/, String.raw`AB\u0009`],
  [/\u{1F600}|😀|\ud83d\ude00/u, String.raw`\U0001f600|\U0001f600|\U0001f600`],
  [/[[:alpha:]]/, String.raw`[\[:alpha:]\]`],
  [/a{,3}\/{/, String.raw`a\{,3\}/\{`],
])('%s becomes %s', (regex, printed) => {
  expect(toPostgresRegex(regex.source, regex.flags)).toBe(printed);
});

test("zod's own patterns of the supported formats are carried", () => {
  const schemas = [
    z.email(),
    z.uuid(),
    z.uuidv7(),
    z.iso.datetime(),
    z.iso.datetime({ offset: true, local: true }),
  ];
  for (const { _zod } of schemas) {
    const { source, flags } = _zod.def.pattern ?? /(?:)/;
    expect(toPostgresRegex(source, flags)).toMatch(/^\^/);
  }
});

test.each([
  [/a/i, 'the flag i has no exact counterpart in Postgres. List both cases'],
  [/a/m, 'the flag m '],
  [/a/g, 'the flag g '],
  [/a/y, 'the flag y '],
  [/a/v, 'the flag v '],
  [/\ba/, String.raw`\b has no exact counterpart`],
  [/a\B/, String.raw`\B has no exact counterpart`],
  [/\p{L}/u, String.raw`\p has no exact counterpart`],
  [/(a)\1/, String.raw`\1 has no exact counterpart in Postgres. Spell out the repetition.`],
  [/(?<n>a)\k<n>/, String.raw`\k has no exact counterpart`],
  [/a{256}/, '{256} has no exact counterpart in Postgres. Postgres repeats at most 255 times'],
  [/a{0,1000}/, '{0,1000} has no exact counterpart'],
  [/./, 'a dot without flag u '],
  [/[^a]/, 'a negated class without flag u '],
  [/\S/, String.raw`\S without flag u `],
  [/(?!a)/, 'a negative lookaround without flag u '],
  [/😀/, 'a character beyond U+FFFF without flag u '],
  [/\ud83d\ude00/, 'half of a surrogate pair '],
  [/\ud83d/u, 'half of a surrogate pair '],
  [/\0/, 'U+0000 has no exact counterpart in Postgres. No stored text holds it'],
  [/[\0-a]/, 'U+0000 '],
  [/[^\s\S]/u, 'a class that matches nothing '],
  [/[\Da]/u, String.raw`\D, \W or \S inside of a class `],
  [/(?=a)*b/, 'a repeated lookaround '],
  [/(?i:a)/, 'a group with modifiers '],
  [/\cA/, String.raw`\c has no exact counterpart`],
])('%s is refused', (regex, message) => {
  expect(() => toPostgresRegex(regex.source, regex.flags)).toThrow(message);
});
