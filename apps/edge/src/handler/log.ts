/** Where the edge logs to; a pino logger is one. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * What may be logged of an error: its name, code and place in the code. Messages stay out, since a
 * database's repeats the values that it refused.
 */
export function loggableError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? undefined : loggableError(error.cause);
  return { name: error.name, code, frames: frames?.map((frame) => frame.trim()), cause };
}
