import type { ActivityDependencies } from './activity-dependencies.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';
import { currentRunId } from './current-run-id.ts';

/** Undoes step 2: removes the account that this run made, unless it belongs to an organization. */
export async function deleteOwnerActivity(
  { pool }: ActivityDependencies,
  _request: BootstrapRequest,
): Promise<void> {
  await pool.query(
    `DELETE FROM users_projection u WHERE u.created_by_run = $1
       AND NOT EXISTS (SELECT FROM memberships_projection m WHERE m.user_id = u.id)`,
    [currentRunId()],
  );
}
