import type { Random } from '@a4c/generators/codegen';

import type { Subject } from '../judges/judge.ts';
import { boundsOf } from './bounds-of.ts';
import { eachMutation } from './each-mutation.ts';
import { type JsonText, jsonAt, placesIn, toJsonText } from './json-text.ts';
import { knownTexts } from './known-texts.ts';
import { mutateJson } from './mutate-json.ts';
import { sampleJson } from './sample-json.ts';

/** Of the documents of a subject, so many are valid as they are, as far as the sampler can tell. */
const wholeInTen = 2;

/**
 * Documents without end: the examples, every single change of them in an order of chance, samples
 * of the shape, and both with several changes. One stream for one random source.
 */
export function* documentsFor(subject: Subject, random: Random): Generator<JsonText> {
  const definitions = subject.event?.definitions ?? {};
  const bounds = boundsOf(subject.shape, definitions);
  const examples = subject.examples.map((example) => toJsonText(example));
  const texts = [...knownTexts, ...examples.flatMap((example) => textsIn(example))];
  const changed = shuffled(
    examples.flatMap((example) => [...eachMutation(example, bounds)]),
    random,
  );
  yield* examples;
  for (;;) {
    const source =
      random.below(3) === 0
        ? random.pick(examples)
        : sampleJson({ random, texts, definitions }, subject.shape);
    const choice = random.below(10);
    const single = choice < 4 ? changed.pop() : undefined;
    if (choice >= 10 - wholeInTen) yield source;
    else yield single ?? mutateJson(source, bounds, random);
  }
}

function textsIn(json: JsonText): string[] {
  return [...placesIn(json)].flatMap((place) => {
    const found = jsonAt(json, place);
    if (found.kind === 'object') return found.entries.map(([key]) => key);
    const text: unknown = found.kind === 'scalar' ? JSON.parse(found.text) : undefined;
    return typeof text === 'string' ? [text] : [];
  });
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, order: random.below(2 ** 31) }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
