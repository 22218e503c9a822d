import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';
import { organizationName, organizationSlug, organizationTier } from './organization-fields.ts';

export const organizationCreated = defineEvent({
  type: 'organization.created',
  version: 1,
  aggregateType: 'organization',
  description: 'The organization is set up and ready for use.',
  data: z.strictObject({
    name: organizationName,
    slug: organizationSlug,
    tier: organizationTier,
    owner_id: z.uuid(),
    subdomain: z.string().max(253).optional(),
  }),
  examples: [
    {
      name: 'Acme Corp',
      slug: 'acme-corp',
      tier: 'premium',
      owner_id: '123e4567-e89b-42d3-a456-426614174000',
      subdomain: 'acme-corp.example.com',
    },
  ],
});
