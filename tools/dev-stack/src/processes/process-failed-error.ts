/** A program that the stack started could not run, or ended before it was ready. */
export class ProcessFailedError extends Error {
  readonly code = 'process_failed';
  override readonly name = 'ProcessFailedError';
  /** The stack's name for it: `postgres`, `temporal`, `relay`. */
  readonly process: string;
  /** The last lines that it wrote. */
  readonly output: string;

  constructor(
    process: string,
    what: string,
    { output = '', cause }: { output?: string; cause?: unknown } = {},
  ) {
    const tail = output === '' ? 'It wrote nothing.' : `Its last output:\n${indent(output)}`;
    super(`${process} ${what}. ${tail}`, { cause });
    this.process = process;
    this.output = output;
  }
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
