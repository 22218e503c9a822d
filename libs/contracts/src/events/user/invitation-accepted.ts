import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';

export const userInvitationAccepted = defineEvent({
  type: 'user.invitation_accepted',
  version: 1,
  aggregateType: 'invitation',
  description: 'The invited person accepted with the token of the e-mail. Happens at most once.',
  data: z.strictObject({
    /** Name that the person wants to be called by. */
    display_name: z.string().min(1).max(100).meta({ pii: true }).optional(),
  }),
  signals: {
    workflow: 'userInvitationWorkflow',
    workflowId: 'user-invitation-{aggregate_id}',
    signal: 'invitationAccepted',
  },
  http: {
    function: 'accept-invitation',
    aggregateId: 'path.invitation_id',
    // Held by whoever has the invitation's token, and for that invitation only.
    permission: 'invitation.accept',
  },
  examples: [{ display_name: 'Ada Lovelace' }],
});
