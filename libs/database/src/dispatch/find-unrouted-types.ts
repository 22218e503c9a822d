import type { ClientBase } from 'pg';

/**
 * Types of events that wait although no route has them any more: nobody will start their workflows
 * until a release brings the route back. Costs a few index look-ups, however many events wait.
 */
export async function findUnroutedTypes(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ event_type: string }>({
    name: 'find-unrouted-types',
    text: statement,
  });
  return rows.map((row) => row.event_type);
}

/** Each an index that begins with the route. */
const partsOfTheQueue = {
  plain: "queue = 'plain' AND NOT retrying",
  ordered: "queue = 'ordered' AND NOT retrying",
  fair: "queue = 'fair' AND NOT retrying",
  retry: 'retrying',
};

/** The numbers of the routes in one part, from one to the next: a loose index scan. */
function routesIn([name, condition]: [string, string]): string {
  return `${name} AS (
  SELECT min(route_number) AS route_number FROM workflow_dispatch WHERE ${condition}
  UNION ALL
  SELECT (SELECT min(d.route_number) FROM workflow_dispatch d WHERE ${condition} AND d.route_number > p.route_number)
  FROM ${name} p WHERE p.route_number IS NOT NULL
)`;
}

const parts = Object.entries(partsOfTheQueue);
const found = parts.map(
  ([name, condition]) => `
SELECT (SELECT event_type FROM workflow_dispatch WHERE ${condition} AND route_number = p.route_number LIMIT 1) AS event_type
FROM ${name} p
WHERE p.route_number IS NOT NULL
  AND NOT EXISTS (SELECT FROM workflow_route r WHERE r.route_number = p.route_number)`,
);
const statement = `WITH RECURSIVE ${parts.map(routesIn).join(', ')}${found.join(' UNION ')} ORDER BY 1`;
