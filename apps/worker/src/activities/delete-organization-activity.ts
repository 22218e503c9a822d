import type { ActivityDependencies } from './activity-dependencies.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';

/** Undoes step 1. Only a row that is still being provisioned goes; an active organization stays. */
export async function deleteOrganizationActivity(
  { pool }: ActivityDependencies,
  { organization_id }: BootstrapRequest,
): Promise<void> {
  await pool.query(
    "DELETE FROM organizations_projection WHERE id = $1 AND status = 'provisioning'",
    [organization_id],
  );
}
