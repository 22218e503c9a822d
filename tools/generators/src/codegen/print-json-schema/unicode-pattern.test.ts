import { expect, test } from 'vitest';

import { toUnicodePattern } from './unicode-pattern.ts';

test.each([
  [/^[a-z0-9-]+$/, '^[a-z0-9-]+$'],
  // oxlint-disable-next-line no-useless-escape -- flag u refuses it, so it must go
  [/^\d{2,}\-\@\/$/, String.raw`^\d{2,}-@\/$`],
  [/^[\w-.]+[\]\-"]$/, String.raw`^[\w\-.]+[\]\-"]$`],
  [/a{,3}]}{/, String.raw`a\{,3\}\]\}\{`],
  [/^.+$/su, String.raw`^[\s\S]+$`],
  [/^[.]\.$/s, String.raw`^[.]\.$`],
  [/^\u{1F600}|[\u{1F600}]$/u, String.raw`^\u{1F600}|[\u{1F600}]$`],
])('%s is printed as %s', (regex, printed) => {
  expect(toUnicodePattern(regex.source, regex.flags)).toBe(printed);
  expect(() => new RegExp(printed, 'u')).not.toThrow();
});
