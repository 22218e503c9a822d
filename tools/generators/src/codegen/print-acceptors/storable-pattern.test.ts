import { expect, test } from 'vitest';
import * as z from 'zod';

import { takesOnlyStorable } from './storable-pattern.ts';

test.each([
  z.regexes.email,
  z.regexes.uuid(4),
  z.regexes.ulid,
  z.regexes.date,
  /^[a-z0-9-]+$/,
  /^[A-Z]{2}$/u,
  /^\d{4}$/,
  /^(?:a|b)$/,
  /^(?=[a-z])[\w\-.$]+\.\s?$/,
  /^[[(|]$/,
])('%s takes only storable texts', (pattern) => {
  expect(takesOnlyStorable(pattern)).toBe(true);
});

test.each<[RegExp, string]>([
  [/^[^A-Z]*$/u, '\u0000'],
  [/^.$/, '\ud800'],
  [/^\D$/, '\u0000'],
  [/^[\S]$/, '\ud800'],
  [new RegExp(String.raw`^\0$`), '\u0000'],
  [new RegExp(String.raw`^[\u0000-z]$`), '\u0000'],
  [/^[a-\uffff]$/, '\ud800'],
  [/^[é-￿]$/, '\ud800'],
  [new RegExp(String.raw`^\x00$`), '\u0000'],
  [/^a|b$/, 'a\u0000'],
  [/^(?:a|b)|c$/, 'a\u0000'],
  [/^a/, 'a\u0000'],
  [/a$/, '\u0000a'],
  [/^a\$/, 'a$\u0000'],
  [/^a$/m, 'a\n\u0000'],
  [/^(?:^a$)?/, '\u0000'],
])('%s may take %j', (pattern, text) => {
  expect(pattern.test(text)).toBe(true);
  expect(takesOnlyStorable(pattern)).toBe(false);
});
