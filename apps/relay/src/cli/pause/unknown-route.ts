import type { Client } from 'pg';

import { CliError } from '../cli-error.ts';
import { printable } from '../output/printable.ts';

/** The error for a name that is no route, with those that are. */
export async function unknownRoute(client: Client, name: string): Promise<CliError> {
  const routes = await listRoutes(client);
  const known = routes.length === 0 ? 'There is none' : `There are: ${routes.join(', ')}`;
  return new CliError(
    'unknown_route',
    `No event type "${printable(name)}" has a route, so nothing was done. ${known}.`,
  );
}

/** Event types that start or signal a workflow. */
export async function listRoutes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ event_type: string }>(
    'SELECT event_type FROM workflow_route ORDER BY event_type',
  );
  return rows.map((row) => row.event_type);
}
