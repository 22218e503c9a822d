import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';

export const userInvitationExpired = defineEvent({
  type: 'user.invitation_expired',
  version: 1,
  aggregateType: 'invitation',
  description: 'The invitation can no longer be accepted.',
  data: z.strictObject({
    /** Nobody accepted in time, it could not be sent, or its workflow was cancelled. */
    reason: z.enum(['not_accepted', 'not_sent', 'withdrawn']),
  }),
  examples: [{ reason: 'not_accepted' }],
});
