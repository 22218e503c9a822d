import type { ActivityDependencies } from './activity-dependencies.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';
import { inTransaction } from './in-transaction.ts';

/** Undoes step 3, whether or not its answer arrived: an organization in bootstrap has one owner. */
export async function unassignOwnerActivity(
  { pool }: ActivityDependencies,
  { organization_id }: BootstrapRequest,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(
      "DELETE FROM memberships_projection WHERE organization_id = $1 AND role = 'owner'",
      [organization_id],
    );
    await client.query(
      `UPDATE organizations_projection SET owner_id = NULL, updated_at = clock_timestamp()
       WHERE id = $1 AND owner_id IS NOT NULL`,
      [organization_id],
    );
  });
}
