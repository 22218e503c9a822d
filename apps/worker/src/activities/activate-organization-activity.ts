import type { EventData } from '@a4c/contracts';

import type { ActivityDependencies } from './activity-dependencies.ts';
import { OrganizationStateError } from './bootstrap-errors.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';
import { emittedMetadata } from './emitted-metadata.ts';
import { inTransaction } from './in-transaction.ts';

type Created = EventData<'organization.created'>;
type OrganizationRow = Pick<Created, 'name' | 'slug' | 'tier'> & {
  readonly status: string;
  readonly owner_id: string | null;
  readonly subdomain: string | null;
};

/**
 * Step 6: sets the organization active and emits `organization.created` in the same transaction.
 * There is no way back from here. The event says what the row says, and is emitted once a run, also
 * when the organization was active already: it is what ends the run's status.
 *
 * @throws OrganizationStateError when the organization is missing, inactive or has no owner.
 */
export async function activateOrganizationActivity(
  { pool, emitEvent, environment }: ActivityDependencies,
  request: BootstrapRequest,
): Promise<void> {
  const { organization_id } = request;
  await inTransaction(pool, async (client) => {
    await client.query(
      `UPDATE organizations_projection SET status = 'active', updated_at = clock_timestamp()
       WHERE id = $1 AND status = 'provisioning'`,
      [organization_id],
    );
    const { rows } = await client.query<OrganizationRow>(
      `SELECT name, slug, tier, status, owner_id, subdomain
       FROM organizations_projection WHERE id = $1`,
      [organization_id],
    );
    await emitEvent(
      {
        eventType: 'organization.created',
        aggregateId: organization_id,
        eventData: createdFrom(organization_id, rows[0]),
        metadata: emittedMetadata(request, environment),
      },
      { client },
    );
  });
}

function createdFrom(organizationId: string, row: OrganizationRow | undefined): Created {
  const state = row === undefined ? 'missing' : row.status;
  if (row === undefined || state !== 'active') {
    throw new OrganizationStateError(organizationId, state, 'active');
  }
  const { name, slug, tier, owner_id, subdomain } = row;
  if (owner_id === null) throw new OrganizationStateError(organizationId, 'without owner', 'owned');
  return { name, slug, tier, owner_id, ...(subdomain !== null && { subdomain }) };
}
