import { ValidationError } from './client-errors.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id that goes into a path: it can be nothing else there. */
export function requireUuid(name: string, value: string): string {
  if (uuid.test(value)) return value;
  throw new ValidationError([{ path: name, rule: 'format uuid' }]);
}
