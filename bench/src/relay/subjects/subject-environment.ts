import type { SubjectSettings } from './subject.ts';

/** The variable that carries a subject's settings to its process, as JSON. */
export const settingsVariable = 'A4C_BENCH_SUBJECT';

/** The handlers only count: the list of what they handled would be the greater part of the memory. */
export const countOnly = { A4C_BENCH_COUNT_ONLY: 'true' };

/** Whether `countOnly` was given. */
export function isCountOnly(): boolean {
  return process.env['A4C_BENCH_COUNT_ONLY'] === countOnly.A4C_BENCH_COUNT_ONLY;
}

/** What a subject's process reads from its environment. */
export function readSubjectEnvironment(): {
  readonly databaseUrl: string;
  readonly settings: SubjectSettings;
} {
  const { DATABASE_URL: databaseUrl = '', [settingsVariable]: text = '{}' } = process.env;
  const settings: SubjectSettings = JSON.parse(text);
  return { databaseUrl, settings };
}
