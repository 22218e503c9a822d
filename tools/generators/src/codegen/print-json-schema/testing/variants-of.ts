/** Values that a field of another kind holds, or that stand at a border of many rules. */
const strangers: readonly unknown[] = [
  null,
  true,
  0,
  -0.5,
  1e15,
  2 ** 53,
  '',
  'a',
  '__',
  'x\u2028y',
  '\u{1F600}',
  [],
  [null],
  {},
  { a: 1 },
];

/**
 * Changes of a value, one at a time and at any depth: something else in its place, a little more, a
 * little less, a member taken out or put in. All of them can be stored.
 */
export function* variantsOf(value: unknown): Generator {
  yield* strangers;
  if (typeof value === 'string') yield* textsLike(value);
  else if (typeof value === 'number') yield* [value + 1, value - 0.5, -value, value * 10];
  else if (Array.isArray(value)) yield* listsLike(value);
  else if (typeof value === 'object' && value !== null) yield* objectsLike({ ...value });
}

function textsLike(text: string): string[] {
  return [
    text.replace(/^./su, ''),
    text.replace(/.$/su, ''),
    `${text}\n`,
    ` ${text}`,
    `${text}\u{1F600}`,
    text.replace(/./u, '\u00e9'),
    text.toUpperCase(),
    text.toLowerCase(),
    text.repeat(60),
  ];
}

function* listsLike(list: readonly unknown[]): Generator {
  yield* [list.slice(1), list.slice(0, -1), [...list, ...list, ...list], [...list, null]];
  for (const [index, item] of list.entries()) {
    for (const variant of variantsOf(item)) yield list.with(index, variant);
  }
}

function* objectsLike(object: Readonly<Record<string, unknown>>): Generator {
  yield { ...object, one_more: 1 };
  for (const [key, value] of Object.entries(object)) {
    const { [key]: _, ...others } = object;
    yield others;
    for (const variant of variantsOf(value)) yield { ...object, [key]: variant };
  }
}
