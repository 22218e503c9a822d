import type { EventData } from '@a4c/contracts';
import { DatabaseError } from 'pg';

import type { ActivityDependencies } from './activity-dependencies.ts';
import { OrganizationStateError, SlugTakenError } from './bootstrap-errors.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';

type NewOrganization = BootstrapRequest &
  Pick<EventData<'organization.bootstrap_initiated'>, 'name' | 'slug' | 'tier'>;

/**
 * Step 1: the organization's row, in status `provisioning`. A row that an earlier run left in this
 * status is taken over. Already `active`: an earlier run came through and only its end was not
 * recorded; nothing is changed.
 *
 * @throws SlugTakenError, OrganizationStateError when it is inactive.
 */
export async function createOrganizationActivity(
  { pool }: ActivityDependencies,
  { organization_id, name, slug, tier }: NewOrganization,
): Promise<{ readonly already_active: boolean }> {
  try {
    await pool.query(
      `INSERT INTO organizations_projection AS o (id, name, slug, tier, status)
       VALUES ($1, $2, $3, $4, 'provisioning')
       ON CONFLICT (id) DO UPDATE
         SET name = excluded.name, slug = excluded.slug, tier = excluded.tier,
           updated_at = clock_timestamp()
         WHERE o.status = 'provisioning'
           AND (o.name, o.slug, o.tier) IS DISTINCT FROM (excluded.name, excluded.slug, excluded.tier)`,
      [organization_id, name, slug, tier],
    );
  } catch (error) {
    throw isSlugViolation(error) ? new SlugTakenError(slug, error) : error;
  }
  const { rows } = await pool.query<{ status: string }>(
    'SELECT status FROM organizations_projection WHERE id = $1',
    [organization_id],
  );
  const status = rows[0]?.status ?? 'missing';
  if (status !== 'active' && status !== 'provisioning') {
    throw new OrganizationStateError(organization_id, status, 'provisioning');
  }
  return { already_active: status === 'active' };
}

function isSlugViolation(error: unknown): boolean {
  return (
    error instanceof DatabaseError &&
    error.code === '23505' &&
    error.constraint === 'organizations_projection_slug_key'
  );
}
