import { readFileSync } from 'node:fs';

/** SQL statements under a name. */
export interface SqlBlock {
  readonly name: string;
  readonly statements: readonly string[];
}

/** Blocks of a file in which a line `--- name` begins each. */
export function readFixture(path: string): SqlBlock[] {
  const [, ...parts] = readFileSync(path, 'utf8').split(/^--- (.+)$/m);
  return pairsOf(parts).map(([name, sql]) => ({ name, statements: statementsOf(sql) }));
}

/** Code blocks of a language in a Markdown file, in order. */
export function readCodeBlocks(path: string, language: string): string[] {
  const block = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms');
  return [...readFileSync(path, 'utf8').matchAll(block)].map(([, code = '']) => code);
}

/** No statement in documents and fixtures holds a semicolon at the end of a line inside a literal. */
export function statementsOf(sql: string): string[] {
  return sql
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

function pairsOf(parts: readonly string[]): [string, string][] {
  return parts.flatMap((part, index) =>
    index % 2 === 0 ? [[part, parts[index + 1] ?? ''] satisfies [string, string]] : [],
  );
}
