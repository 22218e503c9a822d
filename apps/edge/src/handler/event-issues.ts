import { type EventContract, type EventIssue, reservedMetadataKeys } from '@a4c/contracts';

import { ProblemError } from './problem.ts';

/** One broken rule, as a problem tells it. */
export interface FieldError {
  /** JSON pointer (RFC 6901) into the body: `/name`. */
  readonly pointer: string;
  /** The same place in the contract's words: `event_data.name`. */
  readonly path: string;
  /** The rule in the contract's words: `min_length 3`. */
  readonly rule: string;
  readonly detail: string;
}

/** More than a person reads; a body may hold thousands of unknown keys. */
const maxErrors = 50;

/** Fields that a client may expect to set and that belong to the edge, the relay or the activities. */
const reserved = new Set<string>([...reservedMetadataKeys, 'event_metadata']);

/**
 * The problem for data that its contract refuses. An unknown key is named, which the contract's own
 * issue does not do.
 */
export function invalidEventProblem(
  contract: EventContract,
  body: Readonly<Record<string, unknown>>,
  issues: readonly EventIssue[],
): ProblemError {
  const errors = issues.flatMap((issue) =>
    issue.path === 'event_data' && issue.rule === 'unknown_key'
      ? unknownKeys(contract, body)
      : [fieldError(partsOf(issue.path), issue.rule)],
  );
  return fieldProblem('invalid_event', errors);
}

/** A problem of a kind that names fields. */
export function fieldProblem(
  code: 'invalid_event' | 'invalid_json',
  errors: readonly FieldError[],
  members?: Readonly<Record<string, unknown>>,
): ProblemError {
  const shown = errors.slice(0, maxErrors);
  const fields = [...new Set(shown.map(({ path }) => path))].slice(0, 5).join(', ');
  const more = errors.length > maxErrors ? ` The first ${maxErrors} of ${errors.length}.` : '';
  return new ProblemError(code, {
    detail: `Correct ${fields} and send the request again; "errors" says how.${more}`,
    members: { ...members, errors: shown },
  });
}

/** Says a broken rule at a place in the body. */
export function fieldError(parts: readonly (string | number)[], rule: string): FieldError {
  const pointer = parts.map((part) => `/${escapePart(String(part))}`).join('');
  const path = parts.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${part}`),
    'event_data',
  );
  return { pointer, path, rule, detail: detailOf(rule) };
}

function unknownKeys(
  contract: EventContract,
  body: Readonly<Record<string, unknown>>,
): FieldError[] {
  return Object.keys(body)
    .filter((key) => !Object.hasOwn(contract.data.shape, key))
    .map((key) => fieldError([key], reserved.has(key) ? 'reserved_key' : 'unknown_key'));
}

/** `event_data.tags[0].name` is `['tags', 0, 'name']`. */
function partsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\.([^.[]+)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));
}

function escapePart(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function detailOf(rule: string): string {
  const [name = '', bound = ''] = rule.split(' ', 2);
  return (details[name] ?? (() => `Must satisfy the rule "${rule}".`))(bound);
}

const details: Readonly<Record<string, (bound: string) => string>> = {
  required: () => 'This field is missing. Add it.',
  type: (type) => `Must be of type ${type}.`,
  min_length: (bound) => `Must have at least ${bound} characters.`,
  max_length: (bound) => `Must have at most ${bound} characters.`,
  min_items: (bound) => `Must have at least ${bound} items.`,
  max_items: (bound) => `Must have at most ${bound} items.`,
  pattern: () => "Must match the pattern of the event's contract.",
  format: (format) => `Must have the format ${format}.`,
  one_of: () => 'Must be one of the values that the contract lists.',
  unknown_key: () => 'The contract has no such field. Remove it.',
  reserved_key: () => 'Clients cannot set this field. Remove it.',
  duplicate_key: () => 'This field stands twice in one object. Keep one.',
  json_syntax: () => 'JSON was expected here. "position" counts characters from 0.',
  max_depth: (bound) => `Must not be nested deeper than ${bound} levels.`,
  storable_text: () => 'Must not hold U+0000 or half of a surrogate pair.',
  storable_key: () => 'A key must not hold U+0000 or half of a surrogate pair.',
  finite_number: () => 'Must be a number within the range of a double.',
};
