import type { ActivityDependencies } from './activity-dependencies.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';
import { emittedMetadata } from './emitted-metadata.ts';
import { inTransaction } from './in-transaction.ts';

type SubdomainRequest = BootstrapRequest & { readonly slug: string };

/**
 * Step 4: makes the DNS record, then writes its name down and emits
 * `organization.subdomain_provisioned`. A retry finds the record that the first attempt made.
 *
 * @throws SubdomainTakenError, DnsRefusedError, DnsUnavailableError
 */
export async function provisionSubdomainActivity(
  { pool, emitEvent, dns, environment }: ActivityDependencies,
  request: SubdomainRequest,
): Promise<{ readonly subdomain: string }> {
  const { organization_id, slug } = request;
  const subdomain = await dns.provision({ organizationId: organization_id, slug });
  await inTransaction(pool, async (client) => {
    const noted = await client.query(
      `UPDATE organizations_projection SET subdomain = $2, updated_at = clock_timestamp()
       WHERE id = $1 AND subdomain IS DISTINCT FROM $2`,
      [organization_id, subdomain],
    );
    if (noted.rowCount === 0) return;
    await emitEvent(
      {
        eventType: 'organization.subdomain_provisioned',
        aggregateId: organization_id,
        eventData: { subdomain },
        metadata: emittedMetadata(request, environment),
      },
      { client },
    );
  });
  return { subdomain };
}
