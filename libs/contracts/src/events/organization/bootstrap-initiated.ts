import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';
import { organizationName, organizationSlug, organizationTier } from './organization-fields.ts';

export const organizationBootstrapInitiated = defineEvent({
  type: 'organization.bootstrap_initiated',
  version: 1,
  aggregateType: 'organization',
  description: 'Someone asked for a new organization.',
  data: z.strictObject({
    name: organizationName,
    slug: organizationSlug,
    owner_email: z.email().max(254).meta({ pii: true }),
    tier: organizationTier,
    subdomain_enabled: z.boolean(),
  }),
  starts: {
    workflow: 'organizationBootstrapWorkflow',
    workflowId: 'org-bootstrap-{aggregate_id}',
    taskQueue: 'bootstrap',
    completedBy: 'organization.created',
    failedBy: 'organization.bootstrap_failed',
  },
  http: {
    function: 'create-organization',
    aggregateId: 'new',
    permission: 'organization.create',
    defaults: { tier: 'free', subdomain_enabled: false },
  },
  examples: [
    {
      name: 'Acme Corp',
      slug: 'acme-corp',
      owner_email: 'owner@acme.example',
      tier: 'premium',
      subdomain_enabled: true,
    },
  ],
});
