import type { ClientBase } from 'pg';

/** `unchanged`: it was so already. `unknown`: no event type of that name has a route. */
export type PauseOutcome = 'changed' | 'unchanged' | 'unknown';

/** Pauses or resumes all relays, for good: until somebody resumes, across restarts. */
export async function setRelaysPaused(client: ClientBase, paused: boolean): Promise<PauseOutcome> {
  const { rowCount } = await client.query(
    'UPDATE relay_control SET paused = $1 WHERE paused <> $1',
    [paused],
  );
  return rowCount === 0 ? 'unchanged' : 'changed';
}

/** Pauses or resumes one route: its events wait, all others go on. `migrate` keeps it. */
export async function setRoutePaused(
  client: ClientBase,
  eventType: string,
  paused: boolean,
): Promise<PauseOutcome> {
  const { rows } = await client.query<{ outcome: PauseOutcome }>(
    `
WITH changed AS (
  UPDATE workflow_route SET paused = $2 WHERE event_type = $1 AND paused <> $2 RETURNING event_type
)
SELECT CASE
  WHEN EXISTS (SELECT FROM changed) THEN 'changed'
  WHEN EXISTS (SELECT FROM workflow_route WHERE event_type = $1) THEN 'unchanged'
  ELSE 'unknown'
END AS outcome`,
    [eventType, paused],
  );
  return rows[0]?.outcome ?? 'unknown';
}
