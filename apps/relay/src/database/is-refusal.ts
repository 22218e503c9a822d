/**
 * Whether the database refused what a row would become (classes 22, 23, 55, P0), as opposed to a
 * connection or server in trouble. 55P03 is a lock that was not to be had.
 */
export function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(22|23|55|P0)...$/.test(code) && code !== '55P03';
}
