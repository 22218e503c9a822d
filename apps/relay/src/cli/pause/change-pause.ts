import { setRelaysPaused, setRoutePaused } from '@a4c/database';
import type { Client } from 'pg';

import type { Cli } from '../cli.ts';
import { withDatabase } from '../database/with-database.ts';
import { countOf } from '../output/format.ts';
import { writeLines } from '../output/write-lines.ts';
import { unknownRoute } from './unknown-route.ts';

/** Pauses or resumes a route, or all relays, and says what that means. Doing it again changes nothing. */
export async function changePause(
  cli: Cli,
  route: string | undefined,
  paused: boolean,
): Promise<void> {
  await withDatabase(cli, { purpose: paused ? 'pause' : 'resume' }, async (client) => {
    const outcome =
      route === undefined
        ? await setRelaysPaused(client, paused)
        : await setRoutePaused(client, route, paused);
    if (outcome === 'unknown') throw await unknownRoute(client, route ?? '');
    const what = route === undefined ? 'The relay' : `Route ${route}`;
    const state = paused ? 'paused' : outcome === 'changed' ? 'resumed' : 'running';
    const verb = outcome === 'changed' ? 'is' : 'was already';
    const lines = [`${what} ${verb} ${state}; ${await waitingFor(client, route)}.`];
    if (!paused) lines.push(...(await stillPaused(client, route)));
    writeLines(cli.out, lines);
  });
}

async function waitingFor(client: Client, route: string | undefined): Promise<string> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM workflow_dispatch WHERE $1::text IS NULL OR event_type = $1',
    [route ?? null],
  );
  const count = rows[0]?.count ?? 0;
  return count === 0 ? 'no event waits' : countOf(count, 'event waits', 'events wait');
}

/** What keeps events waiting although this was resumed. */
async function stillPaused(client: Client, route: string | undefined): Promise<string[]> {
  const { rows } = await client.query<{ relay: boolean; routes: string[] }>(
    `SELECT paused AS relay, array(SELECT event_type FROM workflow_route WHERE paused ORDER BY 1) AS routes
     FROM relay_control`,
  );
  const { relay = false, routes = [] } = rows[0] ?? {};
  if (relay) return ['The whole relay is still paused: "a4c-relay resume" goes on.'];
  if (route === undefined && routes.length > 0) {
    return [`Still paused by name: ${routes.join(', ')}. "a4c-relay resume <route>" goes on.`];
  }
  return [];
}
