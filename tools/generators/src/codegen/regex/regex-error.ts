/** A regular expression that Postgres cannot be given with exactly the same meaning. */
export class UntranslatableRegexError extends Error {
  readonly code = 'untranslatable_regex';

  /** @param advice what to write instead, one sentence. */
  constructor(construct: string, advice: string) {
    super(`${construct} has no exact counterpart in Postgres. ${advice}`);
    this.name = 'UntranslatableRegexError';
  }
}
