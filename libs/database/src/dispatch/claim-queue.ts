import type { ClientBase } from 'pg';

/** A route whose events a queue holds. */
export interface ClaimRoute {
  readonly number: number;
  readonly isSignal: boolean;
}

/** What one claim looks at: the waiting events of one kind and priority, or what is to be tried again. */
export interface ClaimQueue {
  /**
   * `plain`: in order of sequence numbers. `ordered`: one event of each aggregate at a time.
   * `fair`: the fairness keys take turns. `retry`: whatever failed or was postponed, when its time has come.
   */
  readonly kind: 'plain' | 'ordered' | 'fair' | 'retry';
  /** 1 first, 5 last. Without meaning for `retry`. */
  readonly priority: number;
  /** The routes that are not paused, as `readQueues` found them; without them each claim reads them. */
  readonly routes?: readonly ClaimRoute[];
}

/**
 * The queues that a relay is to claim from besides `retry`, the best priority first. Read it again
 * every second: routes come with a migration and are paused by operators. A queue that a route has
 * left is among them as long as it holds events of that route.
 */
export async function readQueues(client: ClientBase): Promise<ClaimQueue[]> {
  const { rows } = await client.query<ClaimQueue>({
    name: 'read-queues',
    text: readQueuesStatement,
  });
  return rows;
}

/**
 * Asked once a second, so it must not depend on how much waits: the order of the sub-query has it read
 * the index in which the queue's first event, if any, comes first.
 */
export const readQueuesStatement = `
SELECT k.kind, r.priority, json_agg(
    json_build_object('number', r.route_number, 'isSignal', r.signal_name IS NOT NULL)
    ORDER BY r.route_number) AS routes
FROM workflow_route r
CROSS JOIN (VALUES ('plain'), ('ordered'), ('fair')) k (kind)
WHERE NOT r.paused AND (
  k.kind = CASE
    WHEN r.ordered THEN 'ordered' WHEN r.fairness_key_template IS NULL THEN 'plain' ELSE 'fair'
  END
  OR (
    SELECT d.sequence_number FROM workflow_dispatch d
    WHERE d.route_number = r.route_number AND d.queue = k.kind AND NOT d.retrying
    ORDER BY d.sequence_number LIMIT 1
  ) IS NOT NULL
)
GROUP BY k.kind, r.priority
ORDER BY r.priority, k.kind`;
