import { type JsonText, scalar } from './json-text.ts';

/**
 * Documents that are simpler by one step, the greatest steps first: a part of the whole, without a
 * key or an item, with a simpler value somewhere.
 */
export function* simplerThan(json: JsonText): Generator<JsonText> {
  if (json.kind === 'scalar') {
    yield* simplerScalars(json.text);
  } else if (json.kind === 'list') {
    yield scalar('null');
    yield* without(json.items, (items) => ({ kind: 'list', items }));
    for (const [index, item] of json.items.entries()) {
      for (const simpler of simplerThan(item)) {
        yield { kind: 'list', items: json.items.with(index, simpler) };
      }
    }
  } else {
    yield scalar('null');
    yield* without(json.entries, (entries) => ({ kind: 'object', entries }));
    for (const [index, [key, item]] of json.entries.entries()) {
      for (const simpler of simplerThan(item)) {
        yield { kind: 'object', entries: json.entries.with(index, [key, simpler]) };
      }
    }
  }
}

/** Halves first: a long list is short after a few steps. */
function* without<Part>(
  parts: readonly Part[],
  build: (parts: readonly Part[]) => JsonText,
): Generator<JsonText> {
  const half = Math.floor(parts.length / 2);
  if (half > 1) {
    yield build(parts.slice(0, half));
    yield build(parts.slice(half));
  }
  for (const index of parts.keys()) yield build(parts.toSpliced(index, 1));
}

function* simplerScalars(text: string): Generator<JsonText> {
  if (!text.startsWith('"')) {
    if (text.length > 1) yield* ['0', '1', 'null'].map((simpler) => scalar(simpler));
    return;
  }
  const value: string = JSON.parse(text);
  if (value === '') return;
  yield* ['', value.slice(0, value.length / 2), value.slice(value.length / 2)]
    .filter((simpler) => simpler.length < value.length)
    .map((simpler) => scalar(JSON.stringify(simpler)));
  yield scalar(JSON.stringify('a'.repeat(value.length)));
  // Of a long one the halves are enough: the single steps come when it is short.
  if (value.length > 40) return;
  for (let at = 0; at < value.length; at += 1) {
    yield scalar(JSON.stringify(value.slice(0, at) + value.slice(at + 1)));
  }
}
