import { type JsonText, scalar } from './json-text.ts';

/** Texts that differ from a text in one character, in case or in length. */
export function stringMutations(
  text: string,
  {
    at,
    character,
    length,
  }: { readonly at: number; readonly character: string; readonly length: number },
): JsonText[] {
  return [
    `${text}\n`,
    text.slice(0, at) + character + text.slice(at),
    text.slice(0, at) + character + text.slice(at + 1),
    text.slice(0, at) + text.slice(at + 1),
    text.toUpperCase(),
    text.toLowerCase(),
    text + text,
    ...['a', '😀', 'é'].map((filling) => filling.repeat(length)),
  ].map((changed) => scalar(JSON.stringify(changed)));
}

/** Numbers at the bounds and on both sides of them, also with more digits than a double holds. */
export function numberMutations(bounds: readonly number[]): JsonText[] {
  return [0, ...bounds].flatMap((bound) => {
    const texts = [bound, bound + 1, bound - 1, bound + 0.5, bound - 0.5, -bound, bound * 1.1];
    const digits = Number.isSafeInteger(bound)
      ? [`${bound}.0`, `${bound}e0`, `${bound}.00000000000000000001`]
      : [];
    return [...texts.filter((value) => Number.isFinite(value)).map(String), ...digits].map((text) =>
      scalar(text),
    );
  });
}
