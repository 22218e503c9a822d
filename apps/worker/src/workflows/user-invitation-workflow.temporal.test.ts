import { createInvitationTokens } from '@a4c/service/invitation-token';
import { CancelledFailure, WorkflowFailedError } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import type { Activities } from '../activities/create-activities.ts';
import { EmailRefusedError } from '../email/email-errors.ts';
import type { Email } from '../email/email-port.ts';
import { countInHistory, type EventAttributes } from '../testing/count-in-history.ts';
import { failingBefore, losingFirstAnswers, pausingIn } from '../testing/faulty-activities.ts';
import { createInvitationFixture, type InvitationFixture } from '../testing/invitation-fixture.ts';

const day = 24 * 60 * 60 * 1_000;
const tokens = createInvitationTokens('a secret of at least thirty-two bytes');

let fixture: InvitationFixture;
beforeAll(async () => {
  fixture = await createInvitationFixture();
});
afterAll(async () => fixture[Symbol.asyncDispose]());

/** Invitations and reminders as they were sent, with the server's time. */
let sent: { readonly email: Email; readonly at: number }[];
let onSent: (email: Email) => Promise<void>;
beforeEach(() => {
  sent = [];
  onSent = async () => {};
  fixture.email.send = async (email) => {
    sent.push({ email, at: await fixture.environment.currentTimeMs() });
    await onSent(email);
  };
});

const invitation = { event_type: 'user.invitation_sent', event_data: { kind: 'invitation' } };
const reminder = { event_type: 'user.invitation_sent', event_data: { kind: 'reminder' } };
const accepted = { event_type: 'user.invitation_accepted' };
const created = { event_type: 'user.created' };
const expired = (reason: string) => ({
  event_type: 'user.invitation_expired',
  event_data: { reason },
});

function tokenIn(email: Email | undefined): string {
  return /#[0-9a-f-]{36}\/(\S+)/.exec(email?.text ?? '')?.[1] ?? '';
}

/** Runs one invitation to its end. */
async function run(
  using: Activities,
  input: Awaited<ReturnType<InvitationFixture['initiate']>>,
  during: (handle: Awaited<ReturnType<Starter>>) => Promise<void> = async () => {},
) {
  return fixture.withWorker(using, async (start) => {
    const handle = await start(input);
    await during(handle);
    const error: unknown = await handle.result().then(
      () => undefined,
      (cause: unknown) => cause,
    );
    return { handle, error, status: (await handle.describe()).status.name };
  });
}
type Starter = Parameters<Parameters<InvitationFixture['withWorker']>[1]>[0];

/** Resolves once the first e-mail is noted. */
async function invitationSent(input: Parameters<InvitationFixture['stateOf']>[0]): Promise<void> {
  const types = async () => {
    const { events } = await fixture.stateOf(input);
    return events.map(({ event_type }) => event_type);
  };
  await expect.poll(types).toContain('user.invitation_sent');
}

/**
 * Resolves once the workflow waits for an answer, with no activity under way. Who cancels waits for
 * this: Temporal's test server, unlike Temporal, loses a workflow for good when an activity completes
 * while the workflow's task asks for its cancellation ("ACTIVITY_UNKNOWN",
 * https://github.com/temporalio/sdk-java/issues/2391).
 */
async function answerAwaited(handle: Awaited<ReturnType<Starter>>): Promise<void> {
  await expect.poll(() => countInHistory(handle, 'timerStartedEventAttributes')).toBe(1);
}

test('who accepts becomes a member with an account; nobody is reminded', async () => {
  const input = await fixture.initiate();
  const { status } = await run(fixture.activities, input, async (handle) => {
    await invitationSent(input);
    await fixture.accept(handle, input.aggregate_id);
  });
  expect(status).toBe('COMPLETED');
  const { row, events, users } = await fixture.stateOf(input);
  expect(row).toEqual({ status: 'accepted', issue_number: 1 });
  expect(events).toMatchObject([invitation, accepted, created]);
  expect(users).toEqual([{ display_name: 'Ada Lovelace', role: 'member' }]);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.email).toMatchObject({
    to: input.data.email,
    subject: 'Invitation to Acme Corp',
  });
  expect(tokens.issueOf(input.aggregate_id, tokenIn(sent[0]?.email))).toBe(1);
});

test('who does not answer is reminded once after three days with the same link; after seven it expires', async () => {
  const input = await fixture.initiate();
  const { status, handle } = await run(fixture.activities, input);
  expect(status).toBe('COMPLETED');
  const { row, events, users } = await fixture.stateOf(input);
  expect(row?.status).toBe('expired');
  expect(events).toMatchObject([invitation, reminder, expired('not_accepted')]);
  expect(users).toEqual([]);
  const [first, second, ...others] = sent;
  expect(others).toEqual([]);
  expect(tokenIn(second?.email)).toBe(tokenIn(first?.email));
  expect(Math.round(((second?.at ?? 0) - (first?.at ?? 0)) / day)).toBe(3);
  const { startTime, closeTime } = await handle.describe();
  expect(Math.round((Number(closeTime) - Number(startTime)) / day)).toBe(7);
});

test('the token is neither in the history nor in the database', async () => {
  const input = await fixture.initiate();
  const { handle } = await run(fixture.activities, input);
  const token = tokenIn(sent[0]?.email);
  const mac = token.slice(2);
  expect(mac).toHaveLength(43);
  const history = await handle.fetchHistory();
  // Payloads are base64 of JSON there.
  const payloads = JSON.stringify(history, (key, value: unknown) =>
    key === 'data' ? Buffer.from(String(value), 'base64').toString() : value,
  );
  expect(payloads).toContain(input.aggregate_id);
  expect(payloads).not.toContain(mac);
  const { rows } = await fixture.pool.query<{ text: string }>(
    `SELECT string_agg(t.text, '') AS text FROM (
       SELECT e::text AS text FROM domain_events e UNION ALL
       SELECT i::text FROM invitations_projection i UNION ALL SELECT s::text FROM sent_emails s
     ) t`,
  );
  expect(rows[0]?.text).toContain(input.aggregate_id);
  expect(rows[0]?.text).not.toContain(mac);
});

test('an acceptance after the reminder counts', async () => {
  const input = await fixture.initiate();
  const { status } = await run(fixture.activities, input, async (handle) => {
    await fixture.environment.sleep('5 days');
    await fixture.accept(handle, input.aggregate_id);
  });
  expect(status).toBe('COMPLETED');
  expect((await fixture.stateOf(input)).events).toMatchObject([
    invitation,
    reminder,
    accepted,
    created,
  ]);
});

async function membershipMade(input: Parameters<InvitationFixture['stateOf']>[0]): Promise<void> {
  const users = async () => (await fixture.stateOf(input)).users;
  await expect.poll(users).toMatchObject([{ role: 'member' }]);
}

/** The acceptance is in the database when the time is over; its signal is not there yet. */
async function untilAdmitted(input: Parameters<InvitationFixture['stateOf']>[0]) {
  await fixture.environment.sleep('6 days');
  const acceptance = await fixture.acceptRow(input.aggregate_id);
  await fixture.environment.sleep('25 hours');
  await membershipMade(input);
  return acceptance;
}

test('an acceptance whose signal is late wins over the expiry, and the signal finds the workflow', async () => {
  const input = await fixture.initiate();
  const { status, handle } = await run(fixture.activities, input, async (started) => {
    const acceptance = await untilAdmitted(input);
    expect((await started.describe()).status.name).toBe('RUNNING');
    await fixture.signal(started, acceptance);
  });
  expect(status).toBe('COMPLETED');
  const { row, events, users } = await fixture.stateOf(input);
  expect(row?.status).toBe('accepted');
  expect(events).toMatchObject([invitation, reminder, accepted, created]);
  expect(users).toMatchObject([{ role: 'member' }]);
  const { closeTime } = await handle.describe();
  expect(Math.round((Number(closeTime) - (sent[0]?.at ?? 0)) / day)).toBe(7);
});

test('an acceptance whose signal does not come within a day is carried out all the same', async () => {
  const input = await fixture.initiate();
  const { status, handle } = await run(fixture.activities, input, async () => {
    await untilAdmitted(input);
  });
  expect(status).toBe('COMPLETED');
  const { closeTime } = await handle.describe();
  expect(Math.round((Number(closeTime) - (sent[0]?.at ?? 0)) / day)).toBe(8);
});

test('an acceptance that is found when the workflow is cancelled waits for its signal too', async () => {
  const input = await fixture.initiate();
  const { status } = await run(fixture.activities, input, async (handle) => {
    await answerAwaited(handle);
    const acceptance = await fixture.acceptRow(input.aggregate_id);
    await handle.cancel();
    await membershipMade(input);
    await fixture.signal(handle, acceptance);
  });
  expect(status).toBe('COMPLETED');
});

test('who has an account already gets a membership, and an owner stays the owner', async () => {
  const input = await fixture.initiate();
  const { rows } = await fixture.pool.query<{ id: string }>(
    `INSERT INTO users_projection (id, email, display_name)
     VALUES (gen_random_uuid(), upper($1), 'Ada') RETURNING id`,
    [input.data.email],
  );
  await fixture.pool.query(
    "INSERT INTO memberships_projection (organization_id, user_id, role) VALUES ($1, $2, 'owner')",
    [input.data.organization_id, rows[0]?.id],
  );
  await run(fixture.activities, input, async (handle) => {
    await invitationSent(input);
    await fixture.accept(handle, input.aggregate_id);
  });
  const { events, users } = await fixture.stateOf(input);
  expect(events).toMatchObject([invitation, accepted]);
  expect(users).toEqual([{ display_name: 'Ada', role: 'owner' }]);
});

test('activities whose answers are lost repeat nothing', async () => {
  const input = await fixture.initiate();
  const { status } = await run(losingFirstAnswers(fixture.activities), input, async (handle) => {
    await fixture.environment.sleep('4 days');
    await fixture.accept(handle, input.aggregate_id);
  });
  expect(status).toBe('COMPLETED');
  const { row, events } = await fixture.stateOf(input);
  expect(row).toEqual({ status: 'accepted', issue_number: 1 });
  expect(events).toMatchObject([invitation, reminder, accepted, created]);
  expect(sent).toHaveLength(2);
});

test('without the organization nothing is sent and the workflow fails, saying why', async () => {
  const input = await fixture.initiate({
    organization_id: '11111111-1111-4111-8111-111111111111',
  });
  const { status, error } = await run(fixture.activities, input);
  expect(status).toBe('FAILED');
  expect(error).toBeInstanceOf(WorkflowFailedError);
  expect(Object(error).cause).toMatchObject({
    type: 'invitation_failed',
    message: expect.stringContaining('does not exist'),
  });
  expect((await fixture.stateOf(input)).events).toMatchObject([expired('not_sent')]);
  expect(sent).toEqual([]);
});

test('a refused e-mail fails the invitation; another run sends a new link and ends the old one', async () => {
  const input = await fixture.initiate();
  onSent = async () => {
    throw new EmailRefusedError('reply 550');
  };
  const refused = await run(fixture.activities, input);
  expect(refused.status).toBe('FAILED');
  expect((await fixture.stateOf(input)).events).toMatchObject([expired('not_sent')]);

  onSent = async () => {};
  const again = await run(fixture.activities, input, async (handle) => {
    await invitationSent(input);
    await fixture.accept(handle, input.aggregate_id);
  });
  expect(again.status).toBe('COMPLETED');
  expect((await fixture.stateOf(input)).row).toEqual({ status: 'accepted', issue_number: 2 });
  expect(sent.map(({ email }) => tokens.issueOf(input.aggregate_id, tokenIn(email)))).toEqual([
    1, 2,
  ]);
});

test('a run that starts after the acceptance carries it out without another e-mail', async () => {
  const input = await fixture.initiate();
  const failing = failingBefore('admitUserActivity', fixture.activities);
  const failed = await run(failing, input, async (handle) => {
    await invitationSent(input);
    await fixture.accept(handle, input.aggregate_id);
  });
  expect(failed.status).toBe('FAILED');
  const again = await run(fixture.activities, input);
  expect(again.status).toBe('COMPLETED');
  expect((await fixture.stateOf(input)).users).toMatchObject([{ role: 'member' }]);
  expect(sent).toHaveLength(1);
  // The first run had the signal: there is none to wait for.
  const { startTime, closeTime } = await again.handle.describe();
  expect(Number(closeTime) - Number(startTime)).toBeLessThan(day);
});

test('a reminder that is refused leaves the invitation open', async () => {
  const input = await fixture.initiate();
  onSent = async ({ subject }) => {
    if (subject.startsWith('Reminder')) throw new EmailRefusedError('reply 550');
  };
  const { status } = await run(fixture.activities, input, async (handle) => {
    await fixture.environment.sleep('4 days');
    await fixture.accept(handle, input.aggregate_id);
  });
  expect(status).toBe('COMPLETED');
  expect((await fixture.stateOf(input)).events).toMatchObject([invitation, accepted, created]);
});

test('cancelling withdraws the invitation', async () => {
  const input = await fixture.initiate();
  const { status, error } = await run(fixture.activities, input, async (handle) => {
    await answerAwaited(handle);
    await handle.cancel();
  });
  expect(status).toBe('CANCELLED');
  expect(Object(error).cause).toBeInstanceOf(CancelledFailure);
  const { row, events } = await fixture.stateOf(input);
  expect(row?.status).toBe('expired');
  expect(events).toMatchObject([invitation, expired('withdrawn')]);
});

test('an e-mail that is being sent when the workflow is cancelled is waited for', async () => {
  const input = await fixture.initiate();
  const paused = pausingIn('sendInvitationActivity', fixture.activities);
  const { status } = await run(paused.activities, input, async (handle) => {
    await paused.entered;
    await handle.cancel();
    const count = async (attributes: EventAttributes) => countInHistory(handle, attributes);
    try {
      await expect.poll(() => count('activityTaskCancelRequestedEventAttributes')).toBe(1);
      // The step that withdraws is not among them.
      expect(await count('activityTaskScheduledEventAttributes')).toBe(2);
    } finally {
      paused.goOn();
    }
  });
  expect(status).toBe('CANCELLED');
  const { row, events } = await fixture.stateOf(input);
  expect(row?.status).toBe('expired');
  expect(events).toMatchObject([invitation, expired('withdrawn')]);
});
