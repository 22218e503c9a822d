import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';

export const userInvitationInitiated = defineEvent({
  type: 'user.invitation_initiated',
  version: 1,
  aggregateType: 'invitation',
  description: 'Someone invited a person to an organization.',
  data: z.strictObject({
    organization_id: z.uuid(),
    email: z.email().max(254).meta({ pii: true }),
  }),
  starts: {
    workflow: 'userInvitationWorkflow',
    workflowId: 'user-invitation-{aggregate_id}',
    taskQueue: 'invitations',
    completedBy: 'user.invitation_accepted',
    failedBy: 'user.invitation_expired',
  },
  http: { function: 'invite-user', aggregateId: 'new', permission: 'user.invite' },
  examples: [
    { organization_id: '550e8400-e29b-41d4-a716-446655440000', email: 'ada@acme.example' },
  ],
});
