import { scalar } from './json-text.ts';

/** Values that checks of JSON get wrong: types, the range of doubles, containers for scalars. */
export const hostileValues = String.raw`
  null true false "" "a" "\u0020" "null" "1"
  [] {} [[]] [null] [1] ["a"] [{}] {"a":1} {"__proto__":1}
  0 -0 -0.0 1 1.0 1e0 1e2 100e-2 -1 0.5 1.5 -1.5 2e-1
  1e400 -1e400 [1e400] {"a":{"b":[0,-1e999]}} 1e-400 5e-324 2e-324
  1.7976931348623157e308 1.7976931348623158e308 1.7976931348623159e308
  9007199254740991 9007199254740992 9007199254740993 -9007199254740992
  9007199254740991.4 1.00000000000000000001 0.99999999999999999999
  0.1000000000000000055511151231257827 0.30000000000000004 12345678901234567890 1e-7 1E+2`
  .trim()
  .split(/\s+/)
  .concat(long('a'), long('😀'), long('a\n'), long('9'))
  .concat([98, 99, 100, 600].flatMap((depth) => nested(depth)))
  .map((text) => scalar(text));

/** A text of 10 kB. */
function long(part: string): string {
  return JSON.stringify(part.repeat(10_000 / Buffer.byteLength(part)));
}

/** Around the deepest nesting that can be stored. */
function nested(depth: number): string[] {
  return [
    `${'['.repeat(depth)}0${']'.repeat(depth)}`,
    `${'{"a":'.repeat(depth)}[]${'}'.repeat(depth)}`,
  ];
}

/**
 * Names of fields that nobody declared. Without a lone backslash: once V8 of Node 24 has parsed
 * `{"a":1,"\\":1}`, it reads the key of `{"a":1,"\n":1}` as a backslash too.
 */
export const hostileKeys =
  `a|extra|| |Name|name |__proto__|constructor|toString|0|é|😀|it's|say "hi"|a.b|a\nb|$|nul\u0000|\ud800`.split(
    '|',
  );

/** White space of all kinds, ends of ranges, other scripts, folding traps, what jsonb cannot hold. */
export const hostileCharacters = [
  ...Array.from(
    `\n\r\t \v\u00a0\u0085\u2028\ufeff\u0001\u007fazAZ09gT-_.,:@+/\\'"%$^[{😀éſ\u212aİß٣０\u0000`,
  ),
  'e\u0301',
  '🙏🏽',
  '\ud800',
  '\udc00',
];
