/** A program of the system that a fault needs is not installed. */
export class MissingToolError extends Error {
  readonly code = 'missing_tool';
  override readonly name = 'MissingToolError';

  constructor(tool: string, debianPackage: string) {
    super(
      `${tool} is not installed, and this fault cannot be made without it. ` +
        `Install it ("apt-get install -y ${debianPackage}" on Debian), then run the same command again.`,
    );
  }
}
