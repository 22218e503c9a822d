/** Environment variables as a process gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

interface TextRule {
  /** What a good value looks like; stands in the message. */
  readonly example: string;
  readonly default?: string;
}

interface IntegerRule {
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** Some variables are missing or wrong. All of them stand in the message, never a secret's value. */
export class InvalidConfigurationError extends Error {
  readonly code = 'invalid_configuration';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'InvalidConfigurationError';
    this.problems = problems;
  }
}

/**
 * Reads variables one by one and collects what is wrong, so that `finish` reports everything at
 * once. An empty variable counts as not set.
 */
export function createEnvironmentReader(environment: Environment) {
  const problems: string[] = [];
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined;

  function missing(name: string, example: string): string {
    problems.push(`${name} is not set. Set it, for example ${name}=${example}`);
    return '';
  }

  return {
    /** Adds a problem that the caller found itself. */
    problem(text: string): void {
      problems.push(text);
    },

    /** The variable's text, if it is set. */
    optional(name: string): string | undefined {
      return given(name);
    },

    /** A text, whose value is never shown: it may be a secret. */
    text(name: string, rule: TextRule): string {
      return given(name) ?? rule.default ?? missing(name, rule.example);
    },

    /** A URL with one of these protocols. Its value is never shown: it may hold a password. */
    url(name: string, rule: { example: string; protocols: readonly string[] }): string {
      const value = given(name);
      if (value === undefined) return missing(name, rule.example);
      if (!URL.canParse(value) || !rule.protocols.includes(new URL(value).protocol)) {
        problems.push(
          `${name} is no URL that starts with ${rule.protocols.map((protocol) => `${protocol}//`).join(' or ')}. ` +
            `Set it, for example ${name}=${rule.example}`,
        );
      }
      return value;
    },

    /** A whole number within bounds. */
    integer(name: string, rule: IntegerRule): number {
      const value = given(name);
      if (value === undefined) return rule.default;
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < rule.min || number > rule.max) {
        problems.push(
          `${name} is "${value}". Set a whole number from ${rule.min} to ${rule.max}, for example ${name}=${rule.default}`,
        );
      }
      return number;
    },

    /** One of a few words. */
    oneOf<Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word {
      const value = given(name) ?? otherwise;
      const word = words.find((candidate) => candidate === value);
      if (word !== undefined) return word;
      problems.push(
        `${name} is "${value}". Set one of ${words.join(', ')}, for example ${name}=${otherwise}`,
      );
      return otherwise;
    },

    /**
     * Looks at the log level too, which every process has and none reads itself.
     *
     * @throws InvalidConfigurationError when anything was wrong.
     */
    finish(): void {
      readLogLevel(this);
      if (problems.length > 0) throw new InvalidConfigurationError(problems);
    },
  };
}

export type EnvironmentReader = ReturnType<typeof createEnvironmentReader>;

/** The database, for every process. */
export function readDatabaseUrl(read: EnvironmentReader): string {
  return read.url('DATABASE_URL', {
    example: 'postgres://user:secret@localhost:5432/a4c',
    protocols: ['postgres:', 'postgresql:'],
  });
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** `A4C_LOG_LEVEL`, default info. */
export function readLogLevel(read: EnvironmentReader): (typeof logLevels)[number] {
  return read.oneOf('A4C_LOG_LEVEL', logLevels, 'info');
}
