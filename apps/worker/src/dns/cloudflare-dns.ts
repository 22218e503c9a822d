import { isIPv4 } from 'node:net';

import {
  type CloudflareApiOptions,
  createCloudflareApi,
  type DnsRecord,
} from './cloudflare-api.ts';
import { SubdomainTakenError } from './dns-errors.ts';
import type { DnsPort, SubdomainRequest } from './dns-port.ts';

export interface CloudflareDnsOptions extends CloudflareApiOptions {
  /** Domain of the zone, or below it. */
  readonly baseDomain: string;
  /** Where subdomains lead: a host name makes CNAME records, an IPv4 address A records. */
  readonly target: string;
}

/**
 * Subdomains as records of a Cloudflare zone. Each record carries a comment with the organization's
 * id; only records with that comment are adopted or deleted. The token needs the permission
 * `DNS:Edit` on the zone.
 */
export function createCloudflareDns({
  baseDomain,
  target,
  ...options
}: CloudflareDnsOptions): DnsPort {
  const call = createCloudflareApi(options);

  async function listRecords(name: string): Promise<readonly DnsRecord[]> {
    const query = new URLSearchParams({ 'name.exact': name });
    const path = `/dns_records?${query.toString()}`;
    const action = `look up "${name}"`;
    return (await call<readonly DnsRecord[]>({ method: 'GET', path, action })) ?? [];
  }

  return {
    async provision(request) {
      const name = `${request.slug}.${baseDomain}`;
      const records = await listRecords(name);
      if (records.some((record) => isOwn(record, request))) return name;
      if (records.length > 0) throw new SubdomainTakenError(name);
      await call({
        method: 'POST',
        path: '/dns_records',
        body: {
          type: isIPv4(target) ? 'A' : 'CNAME',
          name,
          content: target,
          // 1 is Cloudflare's "automatic".
          ttl: 1,
          proxied: false,
          comment: commentFor(request),
        },
        action: `create "${name}"`,
      });
      return name;
    },

    async deprovision(request) {
      const name = `${request.slug}.${baseDomain}`;
      const own = (await listRecords(name)).filter((record) => isOwn(record, request));
      for (const { id } of own) {
        await call({ method: 'DELETE', path: `/dns_records/${id}`, action: `delete "${name}"` });
      }
    },
  };
}

function isOwn(record: DnsRecord, request: SubdomainRequest): boolean {
  return record.comment === commentFor(request);
}

/** At most 100 characters, the limit of Cloudflare's free plan. */
function commentFor({ organizationId }: SubdomainRequest): string {
  return `a4c organization ${organizationId}`;
}
