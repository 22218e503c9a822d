import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';

export const userInvitationSent = defineEvent({
  type: 'user.invitation_sent',
  version: 1,
  aggregateType: 'invitation',
  description: 'The e-mail with the link to accept was handed to the mail server.',
  data: z.strictObject({
    /** RFC 5322 Message-ID without angle brackets; the same on every retry. */
    message_id: z.string().min(3).max(255),
    kind: z.enum(['invitation', 'reminder']),
  }),
  examples: [
    {
      message_id: 'invitation.1.6fa459ea-ee8a-4ca4-894e-db77e160355e@example.com',
      kind: 'invitation',
    },
  ],
});
