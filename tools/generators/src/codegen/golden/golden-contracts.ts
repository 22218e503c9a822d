import { defineEvent } from '@a4c/contracts';
import * as z from 'zod';

import { everyShape } from '../parity/every-shape.ts';

/** Beside every shape: an event that starts a workflow over HTTP, one that signals it, two versions. */
export const goldenContracts = [
  defineEvent({
    type: 'golden.began',
    version: 1,
    aggregateType: 'golden',
    description: 'Something began.',
    owner: 'team-golden',
    data: z.strictObject({
      email: z.email().meta({ pii: true, description: 'Whom to tell.' }),
      old_name: z.string().max(20).optional().meta({ deprecated: true }),
      tier: z.enum(['free', 'big']),
    }),
    starts: {
      workflow: 'goldenWorkflow',
      workflowId: 'golden-{aggregate_id}',
      taskQueue: 'golden',
      completedBy: 'golden.ended',
      order: 'aggregate',
      fairness: '{event_data.tier} {event_metadata.user_id}',
      priority: 2,
    },
    http: {
      function: 'begin-golden',
      aggregateId: 'new',
      permission: 'golden.begin',
      defaults: { tier: 'free' },
    },
    examples: [{ email: 'someone@example.com', tier: 'big' }],
  }),
  defineEvent({
    type: 'golden.ended',
    version: 1,
    aggregateType: 'golden',
    description: 'It ended; the first version.',
    deprecated: 'Version 2 says how.',
    data: z.strictObject({}),
    examples: [{}],
  }),
  defineEvent({
    type: 'golden.ended',
    version: 2,
    aggregateType: 'golden',
    description: 'It ended.',
    data: z.strictObject({ how: z.string().min(1) }),
    examples: [{ how: 'well' }],
  }),
  defineEvent({
    type: 'golden.stopped',
    version: 1,
    aggregateType: 'golden',
    description: 'Someone stopped it.',
    stability: 'experimental',
    data: z.strictObject({ reason: z.string().max(100) }),
    signals: { workflow: 'goldenWorkflow', workflowId: 'golden-{aggregate_id}', signal: 'stop' },
    http: {
      function: 'stop-golden',
      aggregateId: 'path.golden_id',
      permission: 'golden.stop',
    },
    examples: [{ reason: 'enough' }],
  }),
  ...everyShape,
];
