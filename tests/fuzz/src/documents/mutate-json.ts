import type { Random } from '@a4c/generators/codegen';

import { hostileCharacters, hostileKeys, hostileValues } from './hostile-json.ts';
import { jsonAt, type JsonText, placesIn, printJsonText, replaceAt, scalar } from './json-text.ts';
import { numberMutations, stringMutations } from './scalar-mutations.ts';

/**
 * Breaks a value, or leaves it whole, in one to three places.
 *
 * @param bounds numbers that the contract names: lengths, limits of numbers and of arrays.
 */
export function mutateJson(json: JsonText, bounds: readonly number[], random: Random): JsonText {
  const times = 1 + random.below(3);
  let mutated = json;
  for (let n = 0; n < times; n += 1) {
    const place = random.pick([...placesIn(mutated)]);
    mutated = replaceAt(mutated, place, mutateOne(jsonAt(mutated, place), bounds, random));
  }
  return mutated;
}

function mutateOne(json: JsonText, bounds: readonly number[], random: Random): JsonText {
  // One in four goes for the type, the others for what is particular to it.
  if (random.below(4) === 0) return mutateType(json, random);
  if (json.kind === 'object') return mutateObject(json, random);
  if (json.kind === 'list') return mutateList(json, bounds, random);
  if (json.text.startsWith('"')) return mutateString(json, bounds, random);
  if (/^[-\d]/.test(json.text)) {
    return random.pick([random.pick(hostileValues), random.pick(numberMutations(bounds))]);
  }
  return random.pick(hostileValues);
}

function mutateType(json: JsonText, random: Random): JsonText {
  if (random.below(8) === 0) return { kind: 'list', items: [json] };
  if (random.below(8) === 0) return scalar(JSON.stringify(printJsonText(json)));
  return random.pick(hostileValues);
}

function mutateObject({ entries }: JsonText & { kind: 'object' }, random: Random): JsonText {
  const at = random.below(entries.length + 1);
  const key = entries[at]?.[0];
  // The same key twice: the last one counts, here and in jsonb. The first must be storable.
  if (key !== undefined && random.below(8) === 0) {
    return { kind: 'object', entries: [[key, scalar('0')], ...entries] };
  }
  if (random.below(2) === 0) return { kind: 'object', entries: entries.toSpliced(at, 1) };
  const name = key === undefined || random.below(2) === 0 ? random.pick(hostileKeys) : key;
  const others = entries.filter(([other]) => other !== name);
  return { kind: 'object', entries: [...others, [name, random.pick(hostileValues)]] };
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
      const length = Math.min(nearLength(bounds, random), 120);
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
  if (random.below(2) === 0) {
    const length = nearLength(bounds, random);
    return scalar(JSON.stringify((text + character.repeat(length)).slice(0, length)));
  }
  return random.pick(stringMutations(text, { at, character, length: nearLength(bounds, random) }));
}

/** A length at a bound, or next to it. */
function nearLength(bounds: readonly number[], random: Random): number {
  const lengths = bounds.filter((bound) => Number.isInteger(bound) && bound >= 0 && bound < 2000);
  return Math.max(0, random.pick([0, 1, ...lengths]) + random.below(3) - 1);
}
