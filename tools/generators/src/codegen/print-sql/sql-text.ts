/** A text as an SQL literal. Backslashes stay: `standard_conforming_strings` is on by default. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** JSON as a literal that Postgres reads as jsonb where it is compared with one. */
export function quoteJson(value: unknown): string {
  return quoteLiteral(JSON.stringify(value));
}

/** A list of text literals, `'a', 'b'`. */
export function quoteLiterals(texts: readonly string[]): string {
  return texts.map((text) => quoteLiteral(text)).join(', ');
}

/** A function body between dollar quotes that do not occur in it. */
export function quoteBody(body: string): string {
  let tag = '$$';
  for (let n = 1; body.includes(tag); n += 1) tag = `$body${n}$`;
  return `${tag}\n${body}\n${tag}`;
}

/**
 * Every line two blanks further to the right for each level. Lines end at "\n" only: to the m flag
 * they also end at U+2028, where the blanks would stand in a literal.
 */
export function indent(text: string, levels = 1): string {
  return text.replaceAll(/(?<![^\n])(?=[^\n])/g, '  '.repeat(levels));
}
