import { createTestDatabase } from '@a4c/test-harness';
import { Client } from 'pg';
import { expect, test } from 'vitest';

import { createRandom } from '../parity/random.ts';
import { toPostgresRegex } from './postgres-regex.ts';

/** As text, because some of them are what a linter warns of. */
const patterns = String.raw`
  ^[a-z0-9-]+$/ a|b|/ ^(a|)$/ ^()$/ ^a{0}b$/ ^a{0,0}b$/ ^a{2,}?$/ x{1,3}y*?/ (a(b(c)))+d/ a$|^b/ ^(^a)$/
  ^(?=.*\d)[a-z\d]{3,}$/u ^(?!foo)[a-z]+$/u (?<=a)b/ (?<!a)b/u ^(?:a|ab)(?:c|bcd)d*$/ ^(?<year>\d{4})-(?<m>\d\d)$/
  ^[^\d\s]+$/u ^\S+@\S+$/u ^[\s\S]*$/u ^[^]$/u ^.$/u ^.$/su ^\W$/u ^\D$/u ^[^\w]$/u
  ^[\w.+-]+$/ [[:alpha:]]/ ^[a[.b]+$/ ^[\]\\^-]+$/ [--a]/ ^[a-]$/ ^[\d-x]$/ ^\s$/ [\b]/ ^[\x01-\x1f]$/
  ^\u{1F600}$/u ^[\u{1F600}-\u{1F64F}]$/u ^😀+$/u ^é$/ ^[à-ü]+$/ ^\t\n\v\f\r$/ ^\x41\u0042$/
  ^{$/ ^a{,3}$/ ^a{1$/ ^]$/ ^}$/ \$\^\.\*\+\?\(\)\[\]\{\}\|\// ^'$/ ^"&#%,;:<=>@_~!$/`
  .trim()
  .split(/\s+/)
  .map((text) => {
    const end = text.lastIndexOf('/');
    return new RegExp(text.slice(0, end), text.slice(end + 1));
  });

/** What the patterns are about, ends of lines, folding traps, digits and spaces of other scripts. */
const pieces = [
  ...'a b c d x y foo A B Z 0 5 9 12 2024 - _ . , : [ ] { } ( ) \\ ^ $ | / * + ? & # % @ {,3}'.split(
    ' ',
  ),
  ...Array.from(
    '\'" \n\r\t\v\f\b\u0001\u001f\u007f\u0085\u00a0\u1680\u180e\u2028\u2029\u200b\u3000\ufeff',
  ),
  ...'é ü à ſ \u212a İ ٣ 😀 🙏'.split(' '),
];

const texts = [
  '',
  'a\n',
  '\t\n\v\f\r',
  ...'abcabcd a{,3} a{1 AB $^.*+?()[]{}|/ "&#%,;:<=>@_~!'.split(' '),
  ...pieces,
  ...randomTexts(4000),
];

function randomTexts(count: number): string[] {
  const random = createRandom(1);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + random.below(4) }, () => random.pick(pieces)).join(''),
  );
}

test('a translated pattern matches the same texts in Postgres as in JavaScript', async () => {
  await using database = await createTestDatabase();
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    for (const pattern of patterns) {
      const { rows } = await client.query<{ matches: boolean }>(
        `SELECT given COLLATE "C" ~ $2 AS matches
         FROM unnest($1::text[]) WITH ORDINALITY AS texts (given, place) ORDER BY place`,
        [texts, toPostgresRegex(pattern.source, pattern.flags)],
      );
      const differing = texts.filter((text, index) => pattern.test(text) !== rows[index]?.matches);
      expect({ pattern, differing }).toEqual({ pattern, differing: [] });
    }
  } finally {
    await client.end();
  }
});
