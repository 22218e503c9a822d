import type { ShapeIr, StringCheckIr } from '../contract-ir.ts';
import { quoteLiteral } from './sql-text.ts';

/** A value inside of the checked document. */
export interface Place {
  /** Expression of the value as jsonb: NULL when it is missing. */
  readonly json: string;
  /** Expression of the value as text: NULL when it is missing or JSON null. */
  readonly text: string;
  /** Its path in messages. */
  readonly path: Path;
  /** False when the document may be valid without it, or with JSON null around it. */
  readonly always: boolean;
  /** Number of loops around it. */
  readonly depth: number;
  readonly names: CheckNames;
}

/** Fixed texts, and expressions whose text stands between them. */
export type Path = readonly (string | { readonly sql: string })[];

/** Stands in paths for a key that the contract does not name: what the sender wrote is not repeated. */
export const maskedKey = '.*';

/** Names that the checks of one function agree on. */
export interface CheckNames {
  /** The function that knows the pattern. */
  readonly patternFunction: (check: PatternIr) => string;
  /** A new variable, declared in the function. */
  readonly variable: (prefix: string, type: string) => string;
  /** The function `(value jsonb, path text)` that checks such a shape. */
  readonly part: (path: Path, shape: ShapeIr) => string;
}

/** A pattern, with the name of a format or without. */
export type PatternIr = Extract<StringCheckIr, { readonly source: string }>;

/** `WHEN condition THEN 'path: rule'`: the condition says that the rule is broken. */
export interface CheckLine {
  readonly condition: string;
  readonly problem: string;
}

/** The line that reports a broken rule at this place. */
export function line({ path }: Place, condition: string, rule: string): CheckLine {
  return { condition, problem: printPath([...path, `: ${rule}`]) };
}

/** `'event_metadata.tags[' || i || ']: pattern'` */
export function printPath(path: Path): string {
  const pieces: (string | { readonly sql: string })[] = [];
  for (const piece of path) {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') {
      pieces.splice(-1, 1, last + piece);
    } else {
      pieces.push(piece);
    }
  }
  return pieces
    .map((piece) => (typeof piece === 'string' ? quoteLiteral(piece) : piece.sql))
    .join(' || ');
}

/** Arrows bind tighter than IS and IN, but looser than the minus; spelt out for readers. */
export function group(json: string): string {
  return json.includes(' ') ? `(${json})` : json;
}

/** The functions for objects and arrays fail on JSON null; on a missing value they say nothing. */
export function withoutNull(json: string, { nullable }: ShapeIr): string {
  return nullable ? `nullif(${json}, 'null')` : json;
}
