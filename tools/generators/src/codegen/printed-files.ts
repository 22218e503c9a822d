/** Text by path from the workspace root. */
export type PrintedFiles = Readonly<Record<string, string>>;

/** First line of everything that is generated, without comment signs. */
export const generatedNotice = 'Generated from libs/contracts by "nx sync". Do not edit.';
