import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';

export const organizationSubdomainProvisioned = defineEvent({
  type: 'organization.subdomain_provisioned',
  version: 1,
  aggregateType: 'organization',
  description: "The organization's DNS subdomain exists.",
  data: z.strictObject({ subdomain: z.string().min(1).max(253) }),
  examples: [{ subdomain: 'acme-corp.example.com' }],
});
