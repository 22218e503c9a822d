import { defineEvent, eventMetadata } from '@a4c/contracts';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { printEventsMd } from './print-events-md.ts';

const invited = defineEvent({
  type: 'user.invited',
  version: 1,
  aggregateType: 'user',
  description: 'A user was invited.',
  data: z.strictObject({
    email: z.email().describe('Where the invitation goes'),
    code: z
      .string()
      .regex(/^a|`b`$/)
      .optional(),
    seats: z
      .array(z.strictObject({ row: z.int().min(1), note: z.string().min(1).nullable() }))
      .max(3),
  }),
  starts: {
    workflow: 'inviteWorkflow',
    workflowId: 'invite-{event_id}',
    taskQueue: 'invitations',
    completedBy: 'user.joined',
  },
  http: {
    function: 'invite-user',
    aggregateId: 'new',
    permission: 'user.invite',
    defaults: { seats: [] },
  },
  examples: [{ email: 'a@b.example', seats: [] }],
});

const joined = [1, 2].map((version) =>
  defineEvent({
    type: 'user.joined',
    version,
    aggregateType: 'user',
    description: 'A user joined.',
    data: z.strictObject({}),
    examples: [{}],
  }),
);

const [printed = ''] = Object.values(
  printEventsMd(collectContracts([invited, ...joined], eventMetadata)),
);

test('the catalogue says what an event holds, starts, and how it is emitted', () => {
  expect(printed).toContain(`## user.invited

A user was invited.

Version 1, of aggregate type \`user\`.

| field | type | rules |
| --- | --- | --- |
| \`code\` | string | may be missing, \`\`/^a\\|\`b\`$/\`\` |
| \`email\` | string | format email. Where the invitation goes |
| \`seats\` | array | at most 3 items |
| \`seats[]\` | object |  |
| \`seats[].note\` | string | may be null, at least 1 character |
| \`seats[].row\` | whole number | ≥ 1 |

**Starts** \`inviteWorkflow\` on task queue \`invitations\`, with workflow id \`invite-{event_id}\`. It is completed when [\`user.joined\`](#userjoined) is emitted.

**Over HTTP** by \`POST /invite-user\` with permission \`user.invite\`; the aggregate id is new. Left out, these are filled in: \`seats\` with \`[]\`.

For example:

\`\`\`json
{
  "email": "a@b.example",
  "seats": []
}
\`\`\`
`);
});

test('old versions come after the newest, and outcomes name their workflow', () => {
  const section = printed.slice(printed.indexOf('## user.joined'));
  expect(section).toMatch(
    /Version 2.*\*\*Says\*\* that `inviteWorkflow` completed.*### user.joined version 1.*Version 1/s,
  );
  expect(printed).toContain('| [`user.joined`](#userjoined) | 2 |  |  |');
});

test('the diagram leads from the request over the event to the end of its workflow', () => {
  expect(printed).toContain(`flowchart LR
  request_invite_user[/"POST /invite-user"/] --> event_user__invited["user.invited"]
  event_user__invited["user.invited"] -- starts --> workflow_inviteWorkflow(["inviteWorkflow"])
  workflow_inviteWorkflow(["inviteWorkflow"]) -- completed --> event_user__joined["user.joined"]
`);
});
