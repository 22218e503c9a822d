import { hostileCharacters, hostileKeys, hostileValues } from './hostile-json.ts';
import { jsonAt, type JsonText, placesIn, replaceAt } from './json-text.ts';
import { numberMutations, stringMutations } from './scalar-mutations.ts';

/** Every single change, at each place of a value and at each bound of its contract. */
export function* eachMutation(json: JsonText, bounds: readonly number[]): Generator<JsonText> {
  for (const place of placesIn(json)) {
    for (const changed of changesOf(jsonAt(json, place), bounds)) {
      yield replaceAt(json, place, changed);
    }
  }
}

function* changesOf(found: JsonText, bounds: readonly number[]): Generator<JsonText> {
  yield* hostileValues;
  if (found.kind === 'object') yield* objectChanges(found);
  else if (found.kind === 'list') yield* listChanges(found, bounds);
  else if (found.text.startsWith('"')) yield* stringChanges(JSON.parse(found.text), bounds);
  else yield* numberMutations(bounds);
}

function* objectChanges({ entries }: JsonText & { kind: 'object' }): Generator<JsonText> {
  for (const index of entries.keys())
    yield { kind: 'object', entries: entries.toSpliced(index, 1) };
  for (const key of hostileKeys) {
    const value = entries[0]?.[1] ?? { kind: 'scalar', text: '1' };
    const others = entries.filter(([name]) => name !== key);
    yield { kind: 'object', entries: [...others, [key, value]] };
  }
}

function* listChanges(
  { items }: JsonText & { kind: 'list' },
  bounds: readonly number[],
): Generator<JsonText> {
  for (const index of items.keys()) yield { kind: 'list', items: items.toSpliced(index, 1) };
  const [item] = items;
  if (item === undefined) return;
  for (const length of lengthsAt(bounds).filter((count) => count < 200)) {
    yield { kind: 'list', items: Array.from({ length }, () => item) };
  }
}

function* stringChanges(text: string, bounds: readonly number[]): Generator<JsonText> {
  const [first = 0, ...others] = lengthsAt(bounds);
  for (const character of hostileCharacters) {
    for (const at of new Set([0, Math.floor(text.length / 2), text.length])) {
      yield* stringMutations(text, { at, character, length: first }).slice(1, 3);
    }
  }
  yield* stringMutations(text, { at: 0, character: '', length: first });
  for (const length of others) {
    yield* stringMutations(text, { at: 0, character: '', length }).slice(-3);
  }
}

function lengthsAt(bounds: readonly number[]): number[] {
  const near = bounds.flatMap((bound) => [bound - 1, bound, bound + 1]);
  const lengths = near.filter((length) => Number.isInteger(length) && length >= 0 && length < 2000);
  return [...new Set([0, 1, ...lengths])];
}
