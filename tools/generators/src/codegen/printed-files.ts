/** Text by path from the workspace root. */
export type PrintedFiles = Readonly<Record<string, string>>;

/** First line of everything that is generated, without comment signs. */
export const generatedNotice = 'Generated from libs/contracts by "nx sync". Do not edit.';

/** All files together; @throws Error when one would be written over another. */
export function joinFiles(parts: readonly PrintedFiles[]): PrintedFiles {
  const files = new Map<string, string>();
  for (const [path, text] of parts.flatMap((part) => Object.entries(part))) {
    if (files.has(path)) {
      throw new Error(
        `${path} is printed twice. Rename what it stands for in one of the contracts.`,
      );
    }
    files.set(path, text);
  }
  return Object.fromEntries(files);
}
