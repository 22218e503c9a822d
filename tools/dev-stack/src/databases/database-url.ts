/** A PostgreSQL URL with another database, or another user and its password. */
export function databaseUrl(
  url: string,
  change: { database?: string; user?: string; password?: string },
): string {
  const changed = new URL(url);
  if (change.database !== undefined) changed.pathname = `/${encodeURIComponent(change.database)}`;
  if (change.user !== undefined) changed.username = encodeURIComponent(change.user);
  if (change.password !== undefined) changed.password = encodeURIComponent(change.password);
  return changed.href;
}
