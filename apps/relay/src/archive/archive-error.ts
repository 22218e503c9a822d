/** Archiving or restoring cannot go on: what, with the file; what to do. Nothing is lost by it. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EFBIG: 'files may not grow that large here',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it is on a read-only file system',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is no directory',
  EIO: 'the disk does not work',
};

/** The error for a file that could not be written; it stays the same error when it is one already. */
export function cannotWrite(path: string, cause: unknown): ArchiveError {
  if (cause instanceof ArchiveError) return cause;
  return new ArchiveError(
    'archive_not_writable',
    `Cannot write ${path}: ${reasonOf(cause)}. What was not archived is still in the database: make room or give another directory, and run the command again.`,
    { cause },
  );
}

/** The error for a file or directory that could not be read. */
export function cannotRead(path: string, cause: unknown): ArchiveError {
  return new ArchiveError(
    'archive_not_readable',
    `Cannot read ${path}: ${reasonOf(cause)}. Give the directory that "a4c-relay archive" wrote.`,
    { cause },
  );
}

/** The error for a file whose content is not what was written. */
export function brokenFile(path: string, problem: string, cause?: unknown): ArchiveError {
  return new ArchiveError(
    'archive_broken',
    `${path} is damaged: ${problem}. Nothing was done with it: put a good copy in its place, or move it and its entry in manifest.json away, and run the command again.`,
    { cause },
  );
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause ? String(cause.code) : '';
  return code in reasons ? `${reasons[code]} (${code})` : cause.message.replace(/\.$/, '');
}
