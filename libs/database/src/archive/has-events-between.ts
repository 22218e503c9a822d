import type { ClientBase } from 'pg';

/** Events by time of insertion, both ends included; times as PostgreSQL reads them. */
interface EventSpan {
  readonly firstCreatedAt: string;
  readonly lastCreatedAt: string;
}

/** Whether the table has an event of this span. */
export async function hasEventsBetween(
  client: ClientBase,
  { firstCreatedAt, lastCreatedAt }: EventSpan,
): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT EXISTS (
       SELECT FROM readable_events WHERE created_at BETWEEN $1::timestamptz AND $2::timestamptz) AS found`,
    [firstCreatedAt, lastCreatedAt],
  );
  return rows[0]?.found === true;
}
