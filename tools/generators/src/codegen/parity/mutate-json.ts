import { hostileCharacters, hostileKeys, hostileValues } from './hostile-json.ts';
import { type JsonText, printJsonText, scalar } from './json-text.ts';
import type { Random } from './random.ts';

type Place = readonly (string | number)[];

/** @param bounds numbers that the contract names: lengths, limits of numbers and of arrays. */
export function mutateJson(json: JsonText, bounds: readonly number[], random: Random): JsonText {
  const times = 1 + random.below(3);
  let mutated = json;
  for (let n = 0; n < times; n += 1) {
    const place = random.pick([...placesIn(mutated, [])]);
    mutated = replaceAt(mutated, place, (found) => mutateOne(found, bounds, random));
  }
  return mutated;
}

function* placesIn(json: JsonText, place: Place): Generator<Place> {
  yield place;
  if (json.kind === 'list') {
    for (const [index, item] of json.items.entries()) yield* placesIn(item, [...place, index]);
  } else if (json.kind === 'object') {
    for (const [index, [, item]] of json.entries.entries())
      yield* placesIn(item, [...place, index]);
  }
}

function replaceAt(
  json: JsonText,
  [first, ...rest]: Place,
  change: (found: JsonText) => JsonText,
): JsonText {
  if (first === undefined) return change(json);
  if (json.kind === 'list') {
    const items = json.items.map((item, index) =>
      index === first ? replaceAt(item, rest, change) : item,
    );
    return { kind: 'list', items };
  }
  if (json.kind === 'scalar') return json;
  const entries = json.entries.map(([key, item], index) =>
    index === first ? ([key, replaceAt(item, rest, change)] as const) : ([key, item] as const),
  );
  return { kind: 'object', entries };
}

function mutateOne(json: JsonText, bounds: readonly number[], random: Random): JsonText {
  // One in four goes for the type, the others for what is particular to it.
  if (random.below(4) === 0) return mutateType(json, random);
  if (json.kind === 'object') return mutateObject(json, random);
  if (json.kind === 'list') return mutateList(json, bounds, random);
  if (json.text.startsWith('"')) return mutateString(json, bounds, random);
  if (/^[-\d]/.test(json.text)) return mutateNumber(bounds, random);
  return random.pick(hostileValues);
}

function mutateType(json: JsonText, random: Random): JsonText {
  if (random.below(8) === 0) return { kind: 'list', items: [json] };
  if (random.below(8) === 0) return scalar(JSON.stringify(printJsonText(json)));
  return random.pick(hostileValues);
}

function mutateObject({ entries }: JsonText & { kind: 'object' }, random: Random): JsonText {
  const at = random.below(entries.length + 1);
  const key = random.below(2) === 0 ? entries[at]?.[0] : undefined;
  const added = [key ?? random.pick(hostileKeys), random.pick(hostileValues)] as const;
  // A key is never named twice: JavaScript could not tell what the first of the two held.
  const others = entries.filter(([name]) => name !== added[0]);
  return random.below(2) === 0
    ? { kind: 'object', entries: entries.toSpliced(at, 1) }
    : { kind: 'object', entries: [...others, added] };
}

function mutateList(
  { items }: JsonText & { kind: 'list' },
  bounds: readonly number[],
  random: Random,
): JsonText {
  const item =
    items.length > 0 && random.below(2) === 0 ? random.pick(items) : random.pick(hostileValues);
  switch (random.below(3)) {
    case 0:
      return { kind: 'list', items: [...items, item] };
    case 1:
      return { kind: 'list', items: items.slice(1) };
    default: {
      // Longer ones only cost time: no bound of an array is near.
      const length = Math.min(near(bounds, random), 120);
      return { kind: 'list', items: Array.from({ length }, () => items[0] ?? item) };
    }
  }
}

function mutateString(
  json: JsonText & { kind: 'scalar' },
  bounds: readonly number[],
  random: Random,
): JsonText {
  const text: string = JSON.parse(json.text);
  const at = random.below(text.length + 1);
  const character = random.pick(hostileCharacters);
  const changed = [
    () => `${text}\n`,
    () => text.slice(0, at) + character + text.slice(at),
    () => text.slice(0, at) + character + text.slice(at + 1),
    () => text.slice(0, at) + text.slice(at + 1),
    () => text.toUpperCase(),
    () => text.toLowerCase(),
    () => text + text,
    () =>
      (text + random.pick(['a', '😀', character]).repeat(near(bounds, random))).slice(
        0,
        near(bounds, random),
      ),
    () => random.pick(['a', '😀', 'é']).repeat(near(bounds, random)),
  ];
  return scalar(JSON.stringify(random.pick(changed)()));
}

function mutateNumber(bounds: readonly number[], random: Random): JsonText {
  if (random.below(2) === 0) return random.pick(hostileValues);
  const bound = random.pick([0, ...bounds]);
  const texts = [bound, bound + 1, bound - 1, bound + 0.5, bound - 0.5, -bound, bound * 1.1].map(
    String,
  );
  const digits = Number.isSafeInteger(bound)
    ? [`${bound}.0`, `${bound}e0`, `${bound}.00000000000000000001`]
    : [];
  return scalar(random.pick([...texts, ...digits]));
}

/** A length at a bound, or next to it. */
function near(bounds: readonly number[], random: Random): number {
  const lengths = bounds.filter((bound) => Number.isInteger(bound) && bound >= 0 && bound < 2000);
  return Math.max(0, random.pick([0, 1, ...lengths]) + random.below(3) - 1);
}
