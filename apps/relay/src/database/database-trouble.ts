import { messageOf } from './message-of.ts';

/** What only a person can mend, by SQLSTATE, and how. Everything else the relay tries again. */
const remedies: Readonly<Record<string, string>> = {
  '28000': 'check user and password',
  '28P01': 'check user and password',
  '3D000': 'check the name of the database',
  '25006': 'the server takes no writes: connect to the primary',
  '42501': 'connect as a member of a4c_relay',
  '42703': 'the schema is not of this release: run "npm run migrate"',
  '42883': 'the schema is not of this release: run "npm run migrate"',
  '42P01': 'the schema is not of this release: run "npm run migrate"',
};

/** What the database says, and what to do where trying again does not help. */
export function databaseTrouble(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const remedy = remedies[code];
  return remedy === undefined ? messageOf(error) : `${messageOf(error)}; ${remedy}`;
}
