import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** A fenced block of a document. */
export interface CodeBlock {
  readonly language: string;
  /** Path after `file=`: the block is an excerpt of that file. */
  readonly file: string | undefined;
  readonly text: string;
}

export function readDocument(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function codeBlocksOf(path: string): CodeBlock[] {
  const fence = /^```(\w+)(?: file=(\S+))?\n(.*?)^```$/gms;
  return [...readDocument(path).matchAll(fence)].map(([, language = '', file, text = '']) => ({
    language,
    file,
    text,
  }));
}

/** Words `npm run x` in a document, without duplicates. */
export function npmScriptsIn(path: string): string[] {
  return [
    ...new Set([...readDocument(path).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)),
  ];
}
