import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';

export const organizationBootstrapFailed = defineEvent({
  type: 'organization.bootstrap_failed',
  version: 1,
  aggregateType: 'organization',
  description: 'Setting up the organization failed; the steps done before were undone.',
  data: z.strictObject({
    /** The step that failed. */
    stage: z.enum([
      'create_organization',
      'create_owner',
      'assign_owner',
      'provision_subdomain',
      'send_welcome_email',
      'activate_organization',
    ]),
    reason: z.string().min(1).max(1000),
    /** Steps whose undoing failed as well and that need a person. Empty: all was undone. */
    not_undone: z.array(z.string().max(100)).max(10),
  }),
  examples: [
    { stage: 'provision_subdomain', reason: 'The DNS zone refused the record.', not_undone: [] },
  ],
});
