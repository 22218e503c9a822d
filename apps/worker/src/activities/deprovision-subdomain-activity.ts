import type { ActivityDependencies } from './activity-dependencies.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';

type SubdomainRequest = BootstrapRequest & { readonly slug: string };

/**
 * Undoes step 4. The record goes first: a row without its subdomain would hide one that is left.
 *
 * @throws DnsRefusedError, DnsUnavailableError
 */
export async function deprovisionSubdomainActivity(
  { pool, dns }: ActivityDependencies,
  { organization_id, slug }: SubdomainRequest,
): Promise<void> {
  await dns.deprovision({ organizationId: organization_id, slug });
  await pool.query(
    `UPDATE organizations_projection SET subdomain = NULL, updated_at = clock_timestamp()
     WHERE id = $1 AND subdomain IS NOT NULL`,
    [organization_id],
  );
}
