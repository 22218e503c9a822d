import type { ActivityDependencies } from './activity-dependencies.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';
import { emittedMetadata } from './emitted-metadata.ts';
import { inTransaction } from './in-transaction.ts';

type OwnerAssignment = BootstrapRequest & { readonly owner_id: string };

/** Step 3: makes the user the organization's owner and emits `organization.owner_assigned`. */
export async function assignOwnerActivity(
  { pool, emitEvent, environment }: ActivityDependencies,
  request: OwnerAssignment,
): Promise<void> {
  const { organization_id, owner_id } = request;
  await inTransaction(pool, async (client) => {
    await client.query(
      `INSERT INTO memberships_projection AS m (organization_id, user_id, role)
       VALUES ($1, $2, 'owner')
       ON CONFLICT (organization_id, user_id) DO UPDATE SET role = excluded.role
         WHERE m.role <> excluded.role`,
      [organization_id, owner_id],
    );
    const assigned = await client.query(
      `UPDATE organizations_projection SET owner_id = $2, updated_at = clock_timestamp()
       WHERE id = $1 AND owner_id IS DISTINCT FROM $2`,
      [organization_id, owner_id],
    );
    if (assigned.rowCount === 0) return;
    await emitEvent(
      {
        eventType: 'organization.owner_assigned',
        aggregateId: organization_id,
        eventData: { user_id: owner_id },
        metadata: emittedMetadata(request, environment),
      },
      { client },
    );
  });
}
