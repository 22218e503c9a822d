import { InvalidArgumentError } from 'commander';

const form = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws InvalidArgumentError, of which commander makes a usage error. */
export function parseUuid(text: string): string {
  if (form.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('An event id is a UUID: 8-4-4-4-12 hexadecimal digits.');
}

/** For arguments that may be repeated. */
export function collectUuids(text: string, previous: readonly string[] = []): string[] {
  return [...previous, parseUuid(text)];
}
