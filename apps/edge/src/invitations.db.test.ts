import { randomUUID } from 'node:crypto';

import { createInvitationTokens } from '@a4c/service/invitation-token';
import { createTestDatabase } from '@a4c/test-harness';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  type EdgeUnderTest,
  invitationTokens,
  jsonOf,
  signTestToken,
  startEdgeUnderTest,
} from './testing/edge-under-test.ts';

let edge: EdgeUnderTest;
let organizationId: string;
beforeAll(async () => {
  edge = await startEdgeUnderTest(await createTestDatabase());
  organizationId = randomUUID();
  await edge.sql(
    `INSERT INTO organizations_projection (id, name, slug, tier, status)
     VALUES ($1, 'Acme Corp', 'acme', 'free', 'active')`,
    [organizationId],
  );
});
afterAll(async () => {
  await edge[Symbol.asyncDispose]();
});

/** An invitation as the workflow leaves it after it was sent. */
async function invite({ status = 'pending', expiresIn = '7 days', issue = 1 } = {}) {
  const id = randomUUID();
  await edge.sql(
    `INSERT INTO invitations_projection
       (id, organization_id, email, status, issue_number, opened_by_run, expires_at, accepted_at)
     VALUES ($1, $2, 'ada@acme.example', $3, $4, gen_random_uuid(), clock_timestamp() + $5::interval,
       CASE $3 WHEN 'accepted' THEN clock_timestamp() END)`,
    [id, organizationId, status, issue, expiresIn],
  );
  return id;
}

function accept(
  id: string,
  options: { token?: string; key?: string; body?: unknown } = {},
): Promise<Response> {
  const { token = invitationTokens.tokenFor(id, 1), key, body = {} } = options;
  return edge.post(`/accept-invitation/${id}`, body, {
    Authorization: `Bearer ${token}`,
    ...(key !== undefined && { 'Idempotency-Key': key }),
  });
}

async function statusOf(id: string): Promise<string | undefined> {
  const rows = await edge.sql<{ status: string }>(
    'SELECT status FROM invitations_projection WHERE id = $1',
    [id],
  );
  return rows[0]?.status;
}

async function eventsOf(id: string) {
  return edge.sql<{ id: string; event_data: object; event_metadata: Record<string, unknown> }>(
    'SELECT id, event_data, event_metadata FROM domain_events WHERE aggregate_id = $1',
    [id],
  );
}

test('an invitation is accepted without a user: row, event and signal are committed together', async () => {
  const id = await invite();
  const response = await accept(id.toUpperCase(), {
    token: invitationTokens.tokenFor(id, 1),
    body: { display_name: 'Ada' },
  });
  expect(response.status).toBe(202);
  const { event_id, ...answer } = await jsonOf(response);
  expect(answer).toEqual({ invitation_id: id, message: 'Accepted.' });
  expect(await statusOf(id)).toBe('accepted');
  const [event, ...others] = await eventsOf(id);
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    id: event_id,
    event_data: { display_name: 'Ada' },
    event_metadata: { source: 'api', tags: ['test'] },
  });
  expect(event?.event_metadata).not.toHaveProperty('user_id');
  const queued = await edge.sql('SELECT FROM workflow_dispatch WHERE event_id = $1', [event_id]);
  expect(queued).toHaveLength(1);
});

test('a second use is refused, and says so', async () => {
  const id = await invite();
  expect((await accept(id)).status).toBe(202);
  const second = await accept(id);
  expect(second.status).toBe(409);
  expect(await second.json()).toMatchObject({ code: 'invitation_used' });
  expect(await eventsOf(id)).toHaveLength(1);
});

test('of many at once one is accepted', async () => {
  const id = await invite();
  const responses = await Promise.all(
    Array.from({ length: 10 }, (_, index) => accept(id, { key: `key-${index}` })),
  );
  const [first, ...others] = responses.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(first).toBe(202);
  expect(others).toEqual(Array(9).fill(409));
  expect(await eventsOf(id)).toHaveLength(1);
});

test('the same key at once and later gets the same answer; with another body it is refused', async () => {
  const id = await invite();
  const key = 'same';
  const body = { display_name: 'Ada' };
  const responses = await Promise.all(Array.from({ length: 10 }, () => accept(id, { key, body })));
  responses.push(await accept(id, { key, body }));
  expect(responses.map(({ status }) => status)).toEqual(Array(11).fill(202));
  const answers = await Promise.all(responses.map(jsonOf));
  expect(new Set(answers.map(({ event_id }) => event_id)).size).toBe(1);
  expect(await eventsOf(id)).toHaveLength(1);
  const other = await accept(id, { key, body: { display_name: 'Eve' } });
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ code: 'idempotency_key_reused' });
});

test('whatever is no token of this invitation is refused alike, whether it exists or not', async () => {
  const [id, other, unknown] = [await invite(), await invite(), randomUUID()];
  const forger = createInvitationTokens('a secret that somebody else has made up');
  const user = await signTestToken({ permissions: ['invitation.accept'] });
  const responses = [
    await accept(id, { token: forger.tokenFor(id, 1) }),
    await accept(id, { token: invitationTokens.tokenFor(other, 1) }),
    await accept(id, { token: 'guess' }),
    await accept(id, { token: user }),
    await accept(unknown, { token: forger.tokenFor(unknown, 1) }),
  ];
  const bodies = await Promise.all(responses.map(async (response) => response.json()));
  expect(responses.map(({ status }) => status)).toEqual(Array(5).fill(401));
  expect(bodies[0]).toMatchObject({ code: 'invalid_token' });
  for (const body of bodies) expect(body).toEqual(bodies[0]);
  expect(responses[0]?.headers.get('WWW-Authenticate')).toContain('invalid_token');
  expect(await statusOf(id)).toBe('pending');
});

test('without a token it is 401 too', async () => {
  const response = await edge.post(`/accept-invitation/${randomUUID()}`, {});
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 'unauthenticated' });
});

test.each([
  ['expired', { status: 'expired' }],
  ['past its time, before its workflow says so', { expiresIn: '-1 second' }],
  ['replaced by a newer issue', { issue: 2 }],
])('an invitation that is %s is 410', async (_, state) => {
  const id = await invite(state);
  const response = await accept(id);
  expect(response.status).toBe(410);
  expect(await response.json()).toMatchObject({ code: 'invitation_expired' });
  expect(await eventsOf(id)).toEqual([]);
});

test('a token whose invitation is gone is 410', async () => {
  expect((await accept(randomUUID())).status).toBe(410);
});

test('a body that breaks the contract uses nothing up', async () => {
  const id = await invite();
  const response = await accept(id, { body: { display_name: '' } });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ pointer: '/display_name' }] });
  expect(await statusOf(id)).toBe('pending');
  expect((await accept(id)).status).toBe(202);
});

test('an id that is no UUID is refused by name', async () => {
  const response = await accept('no-uuid', { token: 'x' });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ parameter: 'invitation_id' });
});

test('the edge can do no more to invitations than accept open ones, and sees no address', async () => {
  const [open, over] = [await invite(), await invite({ status: 'expired' })];
  await expect(edge.pool.query('SELECT email FROM invitations_projection')).rejects.toMatchObject({
    code: '42501',
  });
  await expect(
    edge.pool.query("UPDATE invitations_projection SET status = 'expired' WHERE id = $1", [open]),
  ).rejects.toMatchObject({ code: '42501' });
  const reopened = await edge.pool.query(
    "UPDATE invitations_projection SET status = 'accepted', accepted_at = now() WHERE id = $1",
    [over],
  );
  expect(reopened.rowCount).toBe(0);
});

test('a user with the permission invites; the person is named in the event only', async () => {
  const body = { organization_id: organizationId, email: 'ada@acme.example' };
  const permitted = await signTestToken({ permissions: ['user.invite'] });
  const response = await edge.post('/invite-user', body, { Authorization: `Bearer ${permitted}` });
  expect(response.status).toBe(202);
  expect(await response.json()).toMatchObject({
    invitation_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    message: expect.stringContaining('userInvitationWorkflow'),
  });
  const forbidden = await edge.post('/invite-user', body, {
    Authorization: `Bearer ${await signTestToken()}`,
  });
  expect(forbidden.status).toBe(403);
});

test('no token and no address is logged', () => {
  const text = JSON.stringify(edge.lines);
  expect(edge.lines.length).toBeGreaterThan(30);
  expect(text).not.toMatch(/Bearer|ada@|\b1\.[\w-]{43}/);
});
