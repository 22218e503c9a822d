import { expect, test } from 'vitest';

import { InvalidJsonError, parseJson } from './parse-json.ts';

function problemOf(text: string): object | undefined {
  try {
    parseJson(text);
  } catch (error) {
    if (!(error instanceof InvalidJsonError)) throw error;
    return { rule: error.rule, position: error.position, path: error.path };
  }
  return undefined;
}

test.each([
  '{}',
  ' [ ] ',
  'null',
  '-0.5e-3',
  '"\\u00e9\\ud83d\\ude00 \\/"',
  '{"a":[1,{"b":"x"},true,false],"c":{"a":1}}\n',
  '{"constructor":1,"toString":2}',
])('%s is what JSON.parse makes of it', (text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test.each([
  ['', 0, []],
  ['{', 1, []],
  ['{"a"', 4, []],
  ['{"a":}', 5, ['a']],
  ['{"a":1,}', 7, []],
  ["{'a':1}", 1, []],
  ['{"a":1}{', 7, []],
  ['[1,,2]', 3, [1]],
  ['[01]', 2, []],
  ['[1.]', 2, []],
  ['"a', 0, []],
  ['"\\x"', 0, []],
  ['"a\nb"', 0, []],
  ['{"a":[tru]}', 6, ['a', 0]],
  ['NaN', 0, []],
  ['\u00a0{}', 0, []],
])('%j is broken at %d', (text, position, path) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect(problemOf(text)).toEqual({ rule: 'json_syntax', position, path });
});

test('a key that stands twice is found however it is written', () => {
  expect(problemOf('{"a":{"b":1,"\\u0062":2}}')).toEqual({
    rule: 'duplicate_key',
    position: 12,
    path: ['a', 'b'],
  });
});

test('the key __proto__ is refused at every depth', () => {
  expect(problemOf('[{"\\u005f_proto__":{}}]')).toMatchObject({ rule: 'reserved_key' });
});

test('nesting ends at 32 levels', () => {
  expect(problemOf('['.repeat(32) + '1' + ']'.repeat(32))).toBeUndefined();
  expect(problemOf('['.repeat(33) + '1' + ']'.repeat(33))).toMatchObject({
    rule: 'max_depth 32',
    position: 33,
  });
});

test('a long string without an end is refused in linear time', () => {
  expect(problemOf(`"${'\\n'.repeat(130_000)}`)).toMatchObject({ rule: 'json_syntax' });
});
