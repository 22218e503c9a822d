import { defineEvent, eventMetadata, registry } from '@a4c/contracts';
import { Parser } from '@asyncapi/parser';
import { expect, test } from 'vitest';
import * as z from 'zod';

import { collectContracts } from '../collect/collect-contracts.ts';
import { everyShape } from '../parity/every-shape.ts';
import { toDraft07 } from './draft-07.ts';
import { printAsyncapi } from './print-asyncapi.ts';

const invited = [1, 2].map((version) =>
  defineEvent({
    type: 'user.invited',
    version,
    aggregateType: 'user',
    description: 'A user was invited.',
    owner: 'accounts',
    stability: 'experimental',
    data: z.strictObject({ email: z.email() }),
    starts: {
      workflow: 'invitationWorkflow',
      workflowId: 'invitation-{aggregate_id}',
      taskQueue: 'invitations',
    },
    examples: [{ email: 'a@b.example' }],
  }),
);

const joined = defineEvent({
  type: 'user.joined',
  version: 1,
  aggregateType: 'user',
  description: 'A user joined.',
  data: z.strictObject({}),
  signals: {
    workflow: 'invitationWorkflow',
    workflowId: 'invitation-{aggregate_id}',
    signal: 'joined',
  },
  http: { function: 'join', aggregateId: 'new', permission: 'user.join' },
  examples: [{}],
});

async function parse(contracts: Parameters<typeof collectContracts>[0]) {
  const [text = ''] = Object.values(printAsyncapi(collectContracts(contracts, eventMetadata)));
  return new Parser().parse(text);
}

test.each([
  ['the registry', registry],
  ['a contract of every kind', everyShape],
  ['events with versions and signals', [...invited, joined]],
])('the document for %s is valid AsyncAPI 3', async (_, contracts) => {
  const { document, diagnostics } = await parse(contracts);
  // Hints at optional parts of the format. 0 is an error, 1 a warning.
  const hints: readonly number[] = [2, 3];
  expect(diagnostics.filter(({ severity }) => !hints.includes(severity))).toEqual([]);
  const channel = document?.allChannels().get('domain_events');
  expect(channel?.messages().all()).toHaveLength(contracts.length);
});

test('the newest version is emitted, and received by the workflow that it starts or signals', async () => {
  const { document } = await parse([...invited, joined]);
  const operations = document?.allOperations().all() ?? [];
  expect(
    operations.map((operation) => [
      operation.id(),
      operation.action(),
      operation
        .messages()
        .all()
        .map((message) => message.title()),
    ]),
  ).toEqual([
    ['emit.user.invited', 'send', ['user.invited version 2']],
    ['invitationWorkflow.user.invited', 'receive', ['user.invited version 2']],
    ['emit.user.joined', 'send', ['user.joined version 1']],
    ['invitationWorkflow.user.joined', 'receive', ['user.joined version 1']],
  ]);
  expect(operations[3]?.summary()).toBe(
    'Signals invitationWorkflow with joined, by workflow id invitation-{aggregate_id}.',
  );
});

test('what draft 7 reads otherwise is written as it does', () => {
  expect(
    toDraft07({
      type: 'array',
      prefixItems: [{ $ref: '#/a' }, { $ref: '#/b', minLength: 1, allOf: [{ pattern: 'a' }] }],
      items: false,
    }),
  ).toEqual({
    type: 'array',
    items: [{ $ref: '#/a' }, { minLength: 1, allOf: [{ $ref: '#/b' }, { pattern: 'a' }] }],
    additionalItems: false,
  });
});
