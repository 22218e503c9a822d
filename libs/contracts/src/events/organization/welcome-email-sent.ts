import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';

export const organizationWelcomeEmailSent = defineEvent({
  type: 'organization.welcome_email_sent',
  version: 1,
  aggregateType: 'organization',
  description: 'The welcome e-mail was handed to the mail server.',
  data: z.strictObject({
    user_id: z.uuid(),
    /** RFC 5322 Message-ID without angle brackets; the same on every retry. */
    message_id: z.string().min(3).max(255),
  }),
  examples: [
    {
      user_id: '123e4567-e89b-42d3-a456-426614174000',
      message_id: 'welcome.550e8400-e29b-41d4-a716-446655440000@example.com',
    },
  ],
});
