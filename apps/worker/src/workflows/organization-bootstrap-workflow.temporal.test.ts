import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  type ActivityName,
  failingAfter,
  failingBefore,
  losingFirstAnswers,
  pausingIn,
} from '../testing/faulty-activities.ts';
import {
  type BootstrapHandle,
  createWorkerFixture,
  type WorkerFixture,
} from '../testing/worker-fixture.ts';

let fixture: WorkerFixture;
beforeAll(async () => {
  fixture = await createWorkerFixture();
});
afterAll(async () => fixture[Symbol.asyncDispose]());

const sixEvents = [
  'organization.bootstrap_initiated',
  'user.created',
  'organization.owner_assigned',
  'organization.subdomain_provisioned',
  'organization.welcome_email_sent',
  'organization.created',
];
const nothing = { organization: undefined, members: [], users: [], record: undefined };

type Input = Awaited<ReturnType<WorkerFixture['initiate']>>;

async function typesOf(input: Input): Promise<readonly string[]> {
  return (await fixture.eventsOf(input)).map(({ event_type }) => event_type);
}

async function run(input: Input, activities = fixture.activities): Promise<BootstrapHandle> {
  return fixture.withWorker(activities, async (start) => {
    const handle = await start(input);
    await handle.result().catch((error: unknown) => {
      if (!(error instanceof WorkflowFailedError)) throw error;
    });
    return handle;
  });
}

/** The failure that ended the workflow. */
async function failureOf(handle: BootstrapHandle): Promise<ApplicationFailure> {
  const error: unknown = await handle.result().catch((reason: unknown) => reason);
  if (error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure) {
    return error.cause;
  }
  throw new Error('The workflow did not fail with an ApplicationFailure.', { cause: error });
}

async function expectCompleted(input: Input): Promise<void> {
  const { organization, members, users, record, emails } = await fixture.stateOf(input);
  const [owner] = users;
  expect(organization).toEqual({
    status: 'active',
    subdomain: `${input.data.slug}.example.com`,
    owner_id: owner?.id,
  });
  expect(members).toEqual([{ user_id: owner?.id, role: 'owner' }]);
  expect(users).toHaveLength(1);
  expect(record).toBe(input.aggregate_id);
  expect(emails).toBe(1);
}

test('a bootstrap emits its six events in order, each with the context of its workflow', async () => {
  const input = await fixture.initiate();
  const handle = await run(input);
  await expectCompleted(input);
  const [initiated, ...emitted] = await fixture.eventsOf(input);
  const { runId } = (await handle.describe()).raw.workflowExecutionInfo?.execution ?? {};
  const { users } = await fixture.stateOf(input);
  const owner_id = users[0]?.id;
  const subdomain = `${input.data.slug}.example.com`;
  const message_id = `welcome.${input.aggregate_id}@example.com`;
  expect(initiated?.event_type).toBe('organization.bootstrap_initiated');
  expect(
    emitted.map(({ event_type, event_data, event_metadata }) => [
      event_type,
      event_metadata['activity_id'],
      event_data,
    ]),
  ).toEqual([
    ['user.created', 'createOwnerActivity', { email: input.data.owner_email }],
    ['organization.owner_assigned', 'assignOwnerActivity', { user_id: owner_id }],
    ['organization.subdomain_provisioned', 'provisionSubdomainActivity', { subdomain }],
    [
      'organization.welcome_email_sent',
      'sendWelcomeEmailActivity',
      { user_id: owner_id, message_id },
    ],
    [
      'organization.created',
      'activateOrganizationActivity',
      { name: 'Acme Corp', slug: input.data.slug, tier: 'premium', owner_id, subdomain },
    ],
  ]);
  for (const { event_metadata } of emitted) {
    expect(event_metadata).toMatchObject({
      workflow_id: `org-bootstrap-${input.aggregate_id}`,
      workflow_run_id: runId,
      workflow_type: 'organizationBootstrapWorkflow',
      correlation_id: input.metadata.correlation_id,
      user_id: input.metadata.user_id,
      source: 'worker',
      tags: ['test'],
    });
  }
});

test('answers that are lost after the commit store and emit nothing twice', async () => {
  const input = await fixture.initiate();
  await run(input, losingFirstAnswers(fixture.activities));
  await expectCompleted(input);
  expect(await typesOf(input)).toEqual(sixEvents);
});

test('an account with the same address, in whatever case, becomes the owner', async () => {
  const first = await fixture.initiate();
  await run(first);
  const second = await fixture.initiate({ owner_email: first.data.owner_email.toUpperCase() });
  await run(second);
  expect(await typesOf(second)).toEqual(sixEvents.filter((type) => type !== 'user.created'));
  expect(await fixture.stateOf(second)).toMatchObject({
    organization: { status: 'active', owner_id: (await fixture.stateOf(first)).users[0]?.id },
    users: [{}],
  });
});

test('without a subdomain no record is made', async () => {
  const input = await fixture.initiate({ subdomain_enabled: false });
  await run(input);
  expect(await typesOf(input)).toEqual(
    sixEvents.filter((type) => type !== 'organization.subdomain_provisioned'),
  );
  expect(await fixture.stateOf(input)).toMatchObject({
    organization: { status: 'active', subdomain: null },
    record: undefined,
  });
});

describe('a step that fails for good', () => {
  const steps = [
    ['create_organization', 'createOrganizationActivity', 1],
    ['create_owner', 'createOwnerActivity', 2],
    ['assign_owner', 'assignOwnerActivity', 3],
    ['provision_subdomain', 'provisionSubdomainActivity', 4],
    ['send_welcome_email', 'sendWelcomeEmailActivity', 5],
    ['activate_organization', 'activateOrganizationActivity', 5],
  ] as const satisfies readonly (readonly [string, ActivityName, number])[];

  test.each(steps)(
    'at %s is undone and told, and a rerun comes through',
    async (stage, name, events) => {
      const input = await fixture.initiate();
      // Nothing is known of a step whose last answer was lost; activation refuses before it commits.
      const failing = stage === 'activate_organization' ? failingBefore : failingAfter;
      const handle = await run(input, failing(name, fixture.activities));

      const failure = await failureOf(handle);
      expect(failure).toMatchObject({ type: 'bootstrap_failed', nonRetryable: true });
      expect(failure.details).toEqual([{ stage, not_undone: [] }]);
      expect((await handle.describe()).status.name).toBe('FAILED');
      const emitted = await fixture.eventsOf(input);
      expect(emitted.map(({ event_type }) => event_type)).toEqual([
        ...sixEvents.slice(0, events),
        'organization.bootstrap_failed',
      ]);
      expect(emitted.at(-1)).toMatchObject({
        event_data: { stage, reason: `${name} was made to fail. It is a test.`, not_undone: [] },
        event_metadata: {
          activity_id: 'failBootstrapActivity',
          correlation_id: input.metadata.correlation_id,
        },
      });
      expect(await fixture.stateOf(input)).toMatchObject(nothing);

      await run(input);
      await expectCompleted(input);
      expect((await typesOf(input)).at(-1)).toBe('organization.created');
    },
  );

  test('is undone and told once when the answers of the undoing are lost too', async () => {
    const input = await fixture.initiate();
    const failing = failingBefore('activateOrganizationActivity', fixture.activities);
    const failure = await failureOf(await run(input, losingFirstAnswers(failing)));
    expect(failure.details).toEqual([{ stage: 'activate_organization', not_undone: [] }]);
    expect(await typesOf(input)).toEqual([
      ...sixEvents.slice(0, 5),
      'organization.bootstrap_failed',
    ]);
    expect(await fixture.stateOf(input)).toMatchObject(nothing);
  });

  test('and cannot be undone either is named, and the other steps are undone', async () => {
    const input = await fixture.initiate();
    const failing = failingBefore(
      'deprovisionSubdomainActivity',
      failingBefore('sendWelcomeEmailActivity', fixture.activities),
    );
    const failure = await failureOf(await run(input, failing));
    expect(failure.details).toEqual([
      { stage: 'send_welcome_email', not_undone: ['provision_subdomain'] },
    ]);
    expect((await fixture.eventsOf(input)).at(-1)?.event_data).toMatchObject({
      not_undone: ['provision_subdomain'],
    });
    expect(await fixture.stateOf(input)).toMatchObject({ ...nothing, record: input.aggregate_id });

    await run(input);
    await expectCompleted(input);
  });

  test('leaves an account alone that another organization uses by then', async () => {
    const first = await fixture.initiate();
    const second = await fixture.initiate({ owner_email: first.data.owner_email });
    const paused = pausingIn(
      'sendWelcomeEmailActivity',
      failingBefore('sendWelcomeEmailActivity', fixture.activities),
    );
    await fixture.withWorker(paused.activities, async (start) => {
      const handle = await start(first);
      await paused.entered;
      await run(second);
      paused.goOn();
      expect(await failureOf(handle)).toMatchObject({ type: 'bootstrap_failed' });
    });
    expect(await fixture.stateOf(first)).toMatchObject({ organization: undefined, users: [{}] });
    expect(await fixture.stateOf(second)).toMatchObject({ organization: { status: 'active' } });
  });
});

test('of two organizations with the same slug one is created, the other told that it is taken', async () => {
  const first = await fixture.initiate();
  const second = await fixture.initiate({ slug: first.data.slug });
  const handles = await Promise.all([run(first), run(second)]);
  const statuses = await Promise.all(handles.map(async (handle) => handle.describe()));
  const loser = statuses.findIndex(({ status }) => status.name === 'FAILED');
  const [winning, losing] = loser === 0 ? [second, first] : [first, second];
  await expectCompleted(winning);
  expect(await fixture.stateOf(losing)).toMatchObject({ organization: undefined, users: [] });
  expect((await fixture.eventsOf(losing)).at(-1)).toMatchObject({
    event_type: 'organization.bootstrap_failed',
    event_data: {
      stage: 'create_organization',
      reason: `The slug "${first.data.slug}" belongs to another organization. Ask for the organization again with another slug.`,
      not_undone: [],
    },
  });
});

describe('a cancelled bootstrap', () => {
  test.each(['createOwnerActivity', 'sendWelcomeEmailActivity'] as const)(
    'waits for %s, undoes everything, fails, and can be run again',
    async (name) => {
      const input = await fixture.initiate();
      const paused = pausingIn(name, fixture.activities);
      await fixture.withWorker(paused.activities, async (start) => {
        const handle = await start(input);
        await paused.entered;
        await handle.cancel();
        paused.goOn();
        expect(await failureOf(handle)).toMatchObject({ type: 'bootstrap_failed' });
        expect((await handle.describe()).status.name).toBe('FAILED');
      });
      expect((await fixture.eventsOf(input)).at(-1)).toMatchObject({
        event_type: 'organization.bootstrap_failed',
        event_data: { reason: 'The workflow was cancelled.', not_undone: [] },
      });
      expect(await fixture.stateOf(input)).toMatchObject(nothing);

      await run(input);
      await expectCompleted(input);
    },
  );

  test('is completed when its last step has begun', async () => {
    const input = await fixture.initiate();
    const paused = pausingIn('activateOrganizationActivity', fixture.activities);
    await fixture.withWorker(paused.activities, async (start) => {
      const handle = await start(input);
      await paused.entered;
      await handle.cancel();
      paused.goOn();
      await handle.result();
    });
    await expectCompleted(input);
    expect(await typesOf(input)).toEqual(sixEvents);
  });
});

test('a run that was ended after it had activated the organization is completed by the next one', async () => {
  const input = await fixture.initiate();
  const stuck = pausingIn(
    'activateOrganizationActivity',
    failingAfter('activateOrganizationActivity', fixture.activities),
  );
  await fixture.withWorker(stuck.activities, async (start) => {
    const handle = await start(input);
    await stuck.entered;
    await handle.terminate();
    stuck.goOn();
  });
  await run(input);
  await expectCompleted(input);
  expect(await typesOf(input)).toEqual([...sixEvents, 'organization.created']);
});
