import { InvalidQueryError } from './query-errors.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** As many as the contract of `event_metadata` lets an event carry. */
const maxTags = 10;

/** @throws InvalidQueryError, instead of the SQLSTATE 22P02 that the database would answer. */
export function checkUuid(argument: string, value: unknown): string {
  if (typeof value === 'string' && uuid.test(value)) return value;
  throw new InvalidQueryError(
    argument,
    `${shown(value)}, not a UUID`,
    'Pass it as 8-4-4-4-12 hexadecimal digits.',
  );
}

/** @throws InvalidQueryError for what cannot stand in a row: no string, none at all, NUL, half a character. */
export function checkText(argument: string, value: unknown): string {
  if (typeof value === 'string' && value !== '' && isStorable(value)) return value;
  throw new InvalidQueryError(
    argument,
    `${shown(value)}, which no event can carry`,
    'Pass a string of one or more characters without NUL and lone surrogates.',
  );
}

/** @throws InvalidQueryError unless there are 1 to 10 tags. */
export function checkTags(tags: unknown): string[] {
  if (Array.isArray(tags) && tags.length > 0 && tags.length <= maxTags) {
    return tags.map((tag, index) => checkText(`tags[${index}]`, tag));
  }
  throw new InvalidQueryError(
    'tags',
    Array.isArray(tags) ? `a list of ${tags.length}` : shown(tags),
    `Pass an array of 1 to ${maxTags} tags; an event carries no more.`,
  );
}

/** @throws InvalidQueryError unless it is a string, a boolean or a finite number. */
export function checkFieldValue(value: unknown): string | number | boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && isStorable(value)) return value;
  throw new InvalidQueryError(
    'value',
    `${shown(value)}, which cannot be looked for`,
    'Pass a string, a finite number or a boolean.',
  );
}

function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** The value for a message, short enough for a log line. */
export function shown(value: unknown): string {
  if (typeof value !== 'string') return value === null ? 'null' : describe(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

function describe(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' || value === undefined
    ? String(value)
    : `a value of type ${typeof value}`;
}
