import { ValidationError } from './client-errors.ts';

/** Text as it must be before anything is sent. */
export function requireOption(path: string, value: unknown, pattern: RegExp): void {
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw new ValidationError([{ path, rule: `pattern ${pattern}` }], 'invalid_option');
  }
}

/** A whole number. As ms it is less than twelve days: timers fire at once when they are told much more. */
export function requireCount(path: string, value: unknown): void {
  requireOption(path, typeof value === 'number' && String(value), /^\d{1,9}$/);
}
