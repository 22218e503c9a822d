import type { Logger } from 'pino';

import type { DnsPort } from './dns-port.ts';

/** Makes no record and says in the log what it would have made. For development and the demo. */
export function createLogDns(options: {
  readonly baseDomain: string;
  readonly log: Logger;
}): DnsPort {
  const { baseDomain, log } = options;
  return {
    async provision({ slug, organizationId }) {
      const subdomain = `${slug}.${baseDomain}`;
      log.info({ subdomain, organization_id: organizationId }, 'subdomain would be provisioned');
      return subdomain;
    },
    async deprovision({ slug, organizationId }) {
      const subdomain = `${slug}.${baseDomain}`;
      log.info({ subdomain, organization_id: organizationId }, 'subdomain would be removed');
    },
  };
}
