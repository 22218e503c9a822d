import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';

export const organizationOwnerAssigned = defineEvent({
  type: 'organization.owner_assigned',
  version: 1,
  aggregateType: 'organization',
  description: 'A user became the owner of the organization.',
  data: z.strictObject({ user_id: z.uuid() }),
  examples: [{ user_id: '123e4567-e89b-42d3-a456-426614174000' }],
});
