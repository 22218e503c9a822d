import * as z from 'zod';

import { defineEvent } from '../../define-event.ts';

export const userCreated = defineEvent({
  type: 'user.created',
  version: 1,
  aggregateType: 'user',
  description: 'A user account was created.',
  data: z.strictObject({ email: z.email().max(254).meta({ pii: true }) }),
  examples: [{ email: 'owner@acme.example' }],
});
