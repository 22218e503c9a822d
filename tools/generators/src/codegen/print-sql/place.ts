import type { StringCheckIr } from '../contract-ir.ts';
import { quoteLiteral } from './sql-text.ts';

/** A value inside of the checked document. */
export interface Place {
  /** Expression of the value as jsonb: NULL when it is missing. */
  readonly json: string;
  /** Expression of the value as text: NULL when it is missing or JSON null. */
  readonly text: string;
  /** Its path in messages: fixed texts, and loop variables that stand between brackets. */
  readonly path: readonly (string | { readonly index: string })[];
  /** False when the document may be valid without it, or with JSON null around it. */
  readonly always: boolean;
  /** Number of loops around it. */
  readonly depth: number;
  readonly names: CheckNames;
}

/** Names that the checks of one function agree on. */
interface CheckNames {
  /** The function that knows the format. */
  readonly formatFunction: (check: FormatIr) => string;
  /** A new variable for a number. */
  readonly numberVariable: () => string;
}

export type FormatIr = Extract<StringCheckIr, { readonly rule: 'format' }>;

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
export function printPath(path: Place['path']): string {
  const pieces: string[] = [''];
  for (const piece of path) {
    if (typeof piece === 'string') pieces.push((pieces.pop() ?? '') + piece);
    else pieces.push(`${pieces.pop() ?? ''}[`, piece.index, ']');
  }
  return pieces.map((piece, index) => (index % 2 === 0 ? quoteLiteral(piece) : piece)).join(' || ');
}

/** Arrows bind tighter than IS and IN, but looser than the minus; spelt out for readers. */
export function group(json: string): string {
  return json.includes(' ') ? `(${json})` : json;
}
