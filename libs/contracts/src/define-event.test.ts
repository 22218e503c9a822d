import { expect, test } from 'vitest';
import * as z from 'zod';

import { InvalidContractError } from './contract-errors.ts';
import { defineEvent, type EventContract } from './define-event.ts';

const valid: EventContract = {
  type: 'user.invited',
  version: 1,
  aggregateType: 'user',
  description: 'Someone invited a user.',
  data: z.strictObject({ email: z.email(), seats: z.int().optional() }),
  starts: {
    workflow: 'userInvitationWorkflow',
    workflowId: 'user-invitation-{aggregate_id}',
    taskQueue: 'invitation',
    completedBy: 'user.joined',
    failedBy: 'user.invitation_failed',
  },
  http: {
    function: 'invite-user',
    aggregateId: 'path.user_id',
    permission: 'user.invite',
    defaults: { seats: 1 },
  },
  examples: [{ email: 'new@acme.example' }],
};
const { starts, http } = valid;

test('a contract that contradicts nothing is returned as it is', () => {
  expect(defineEvent(valid)).toBe(valid);
});

test.each<[refused: string, change: object, problem: string]>([
  [
    'a type of one word',
    { type: 'invited' },
    'type "invited" is not "<aggregate>.<past_tense>" in snake_case. Write for example "user.invitation_sent".',
  ],
  [
    'a type in camelCase',
    { type: 'user.wasInvited' },
    'type "user.wasInvited" is not "<aggregate>.<past_tense>" in snake_case. Write for example "user.invitation_sent".',
  ],
  [
    'a type whose SQL name could be that of another',
    { type: 'user__account.invited' },
    'type "user__account.invited" is not "<aggregate>.<past_tense>" in snake_case. Write for example "user.invitation_sent".',
  ],
  [
    'a type with a line break at its end',
    { type: 'user.invited\n' },
    'type "user.invited\n" is not "<aggregate>.<past_tense>" in snake_case. Write for example "user.invitation_sent".',
  ],
  [
    'a type that PostgreSQL would cut',
    { type: `user.${'a'.repeat(51)}` },
    `type "user.${'a'.repeat(51)}" needs 57 characters as an SQL name, at most 56 fit. Shorten it.`,
  ],
  ['version 0', { version: 0 }, 'version is 0. Use a whole number from 1 to 999.'],
  ['version 1.5', { version: 1.5 }, 'version is 1.5. Use a whole number from 1 to 999.'],
  ['version 1000', { version: 1000 }, 'version is 1000. Use a whole number from 1 to 999.'],
  [
    'an aggregate type with a capital',
    { aggregateType: 'User' },
    'aggregateType "User" is not a snake_case noun. Write for example "organization".',
  ],
  [
    'an aggregate type whose id is named as that of the event',
    { aggregateType: 'event' },
    'aggregateType "event" would put the aggregate id over the event_id of the answer. Name what the event is about.',
  ],
  [
    'a blank description',
    { description: ' ' },
    'description is empty. Say in one sentence what has happened.',
  ],
  [
    'data that drops unknown keys',
    { data: z.object(valid.data.shape) },
    'data accepts unknown keys. Declare it with z.strictObject.',
  ],
  [
    'data that keeps unknown keys',
    { data: z.looseObject(valid.data.shape) },
    'data accepts unknown keys. Declare it with z.strictObject.',
  ],
  [
    'a field in camelCase',
    { data: z.strictObject({ ...valid.data.shape, invitedBy: z.string().optional() }) },
    'data.invitedBy is not snake_case. Rename the field.',
  ],
  ['no example', { examples: [] }, 'examples is empty. Give at least one valid data.'],
  [
    'an example that data refuses',
    { examples: [{ email: 'new@acme.example' }, { email: 'no address' }] },
    'examples[1] at email: Invalid email address. Correct it.',
  ],
  [
    'an example that is no object',
    { examples: ['no object'] },
    'examples[0] at data: Invalid input: expected object, received string. Correct it.',
  ],
  [
    'a workflow without its ending',
    { starts: { ...starts, workflow: 'userInvitation' } },
    'starts.workflow "userInvitation" is not a camelCase name of at most 100 characters that ends in Workflow. Write for example "userInvitationWorkflow".',
  ],
  [
    'a workflow of 101 characters',
    { starts: { ...starts, workflow: `${'a'.repeat(93)}Workflow` } },
    `starts.workflow "${'a'.repeat(93)}Workflow" is not a camelCase name of at most 100 characters that ends in Workflow. Write for example "userInvitationWorkflow".`,
  ],
  [
    'a workflow id that all events share',
    { starts: { ...starts, workflowId: 'user-invitation' } },
    'starts.workflowId "user-invitation" must hold {aggregate_id} or {event_id} and no other braces. Write for example "user-invitation-{aggregate_id}".',
  ],
  [
    'a workflow id with an unknown placeholder',
    { starts: { ...starts, workflowId: '{aggregate_id}-{email}' } },
    'starts.workflowId "{aggregate_id}-{email}" must hold {aggregate_id} or {event_id} and no other braces. Write for example "user-invitation-{aggregate_id}".',
  ],
  [
    'a workflow id whose braces would stay',
    { starts: { ...starts, workflowId: 'user-{{aggregate_id}}' } },
    'starts.workflowId "user-{{aggregate_id}}" must hold {aggregate_id} or {event_id} and no other braces. Write for example "user-invitation-{aggregate_id}".',
  ],
  [
    'a workflow id that grows over 255 characters',
    { starts: { ...starts, workflowId: '{event_id}'.repeat(8) } },
    'starts.workflowId makes ids of 288 characters, at most 255 fit. Shorten it.',
  ],
  [
    'a task queue in snake_case',
    { starts: { ...starts, taskQueue: 'user_invitation' } },
    'starts.taskQueue "user_invitation" is not kebab-case. Write for example "bootstrap".',
  ],
  [
    'an outcome that is no event type',
    { starts: { ...starts, completedBy: 'joined' } },
    'starts.completedBy "joined" is not an event type. Name one of the registry, such as "user.invited".',
  ],
  [
    'one event for success and failure',
    { starts: { ...starts, failedBy: 'user.joined' } },
    'starts.completedBy and starts.failedBy are both "user.joined". Tell success and failure by two event types.',
  ],
  [
    'an order that nobody knows',
    { starts: { ...starts, order: 'global' } },
    'starts.order "global" is unknown. Write "aggregate", or leave it out.',
  ],
  [
    'a priority that Temporal does not have',
    { starts: { ...starts, priority: 6 } },
    'starts.priority is 6. Use a whole number from 1 (first) to 5.',
  ],
  [
    'a priority between two',
    { starts: { ...starts, priority: 1.5 } },
    'starts.priority is 1.5. Use a whole number from 1 (first) to 5.',
  ],
  [
    'a fairness key that all events would share',
    { starts: { ...starts, fairness: 'everyone' } },
    'starts.fairness "everyone" must hold {aggregate_id}, {event_id}, {event_data.<field>} or {event_metadata.<field>} and no other braces. Write for example "{event_metadata.user_id}".',
  ],
  [
    'a fairness key with an unknown placeholder',
    { starts: { ...starts, fairness: '{aggregate_id} {user_id}' } },
    'starts.fairness "{aggregate_id} {user_id}" must hold {aggregate_id}, {event_id}, {event_data.<field>} or {event_metadata.<field>} and no other braces. Write for example "{event_metadata.user_id}".',
  ],
  [
    'a fairness key by a field that is not there',
    { starts: { ...starts, fairness: '{event_data.e_mail}' } },
    'starts.fairness names event_data.e_mail, which is no field of data. Name one of: email, seats.',
  ],
  [
    'a fairness key by a field that is no single value',
    {
      data: z.strictObject({ emails: z.array(z.email()).optional() }),
      http: undefined,
      examples: [{}],
      starts: { ...starts, fairness: '{event_data.emails}' },
    },
    'starts.fairness names event_data.emails, which is of kind array. Name a text, a number or a boolean.',
  ],
  [
    'a function in snake_case',
    { http: { ...http, function: 'invite_user' } },
    'http.function "invite_user" is not kebab-case. Write for example "create-organization".',
  ],
  [
    'a path parameter without a name',
    { http: { ...http, aggregateId: 'path.' } },
    'http.aggregateId "path." is neither "new" nor a path parameter. Write for example "path.organization_id".',
  ],
  [
    'a blank permission',
    { http: { ...http, permission: '' } },
    'http.permission "" is not a name in small letters, digits and _.:-. Write for example "user.invite".',
  ],
  [
    'a permission that would end a comment',
    { http: { ...http, permission: 'a*/b' } },
    'http.permission "a*/b" is not a name in small letters, digits and _.:-. Write for example "user.invite".',
  ],
  [
    'a permission of two lines',
    { http: { ...http, permission: 'user.invite\n' } },
    'http.permission "user.invite\n" is not a name in small letters, digits and _.:-. Write for example "user.invite".',
  ],
  [
    'a default for a field that is not there',
    { http: { ...http, defaults: { constructor: 1 } } },
    'http.defaults.constructor is no field of data. Remove it.',
  ],
  [
    'a default that data refuses',
    { http: { ...http, defaults: { seats: 'one' } } },
    'http.defaults.seats is refused by data.seats. Give a valid default.',
  ],
])('%s is refused with what to do', (_refused, change, problem) => {
  expect(problemsOf({ ...valid, ...change })).toEqual([problem]);
});

test('the longest names that fit are taken', () => {
  const longest = {
    ...valid,
    type: `user.${'a'.repeat(50)}`,
    version: 999,
    starts: {
      ...starts,
      workflow: `${'a'.repeat(92)}Workflow`,
      workflowId: `${'a'.repeat(255 - 36)}{event_id}`,
    },
  };
  expect(problemsOf(longest)).toEqual([]);
});

test('all problems are told at once, in one message', () => {
  const broken = {
    ...valid,
    type: 'Invited',
    version: -1,
    starts: { ...starts, taskQueue: '' },
    http: { ...http, permission: '' },
    examples: [],
  };
  const { message, problems, code } = refusalOf(broken) ?? {};
  expect(code).toBe('invalid_contract');
  expect(problems).toHaveLength(5);
  expect(message).toBe(
    `Contract "Invited" cannot be used:\n${problems?.map((line) => `  - ${line}`).join('\n')}`,
  );
});

function problemsOf(contract: object): readonly string[] {
  return refusalOf(contract)?.problems ?? [];
}

/** Contracts that the compiler would refuse reach defineEvent from JavaScript and from generators. */
function refusalOf(contract: object): InvalidContractError | undefined {
  try {
    Reflect.apply(defineEvent, undefined, [contract]);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidContractError) return error;
    throw error;
  }
}
