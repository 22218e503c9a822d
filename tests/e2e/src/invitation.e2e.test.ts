import type { AddressInfo } from 'node:net';

import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Loop, startLoop } from './start-loop.ts';

let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let loop: Loop;
beforeAll(async () => {
  mailbox = await startMailbox();
  loop = await startLoop({
    env: {
      A4C_EMAIL: 'smtp',
      A4C_EMAIL_FROM: 'no-reply@example.com',
      A4C_SMTP_URL: mailbox.url,
      A4C_INVITATION_URL: 'https://app.test/join#{invitation_id}/{token}',
    },
  });
});
afterAll(async () => {
  await loop[Symbol.asyncDispose]();
  await mailbox.stop();
});

/** A mail server on this machine that keeps what it takes. */
async function startMailbox() {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk) => (text += String(chunk)));
      stream.on('end', () => {
        // Quoted-printable: a soft line break is an equals sign at the end of a line.
        taken.push(text.replaceAll('=\r\n', '').replaceAll('=3D', '='));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has this
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mailsTo: (address: string) => taken.filter((mail) => mail.includes(`To: ${address}`)),
    stop: async () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function post(path: string, token: string, body: unknown, key?: string) {
  const response = await fetch(`${loop.stack.edgeUrl}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  });
  const answer: Record<string, string> = JSON.parse(await response.text());
  return { status: response.status, answer };
}

const statusIs = '(SELECT status FROM event_status($1)) = $2';

const accountWithMembership = `EXISTS (
  SELECT FROM memberships_projection m JOIN users_projection u ON u.id = m.user_id
  WHERE m.organization_id = $1 AND u.email = $2 AND u.display_name = $3 AND m.role = 'member')`;

/** Sets an organization up and invites someone to it. */
async function inviteTo(slug: string, email: string) {
  const organization = await loop.requestOrganization({
    name: 'Acme Corp',
    slug,
    owner_email: `owner@${slug}.example`,
  });
  await loop.until(statusIs, [organization.event_id, 'completed']);
  const { organization_id } = organization;
  const body = { organization_id, email };
  const invited = await post('/invite-user', loop.stack.token, body, `invite-${email}`);
  expect(invited.status).toBe(202);
  const { event_id = '', invitation_id = '' } = invited.answer;
  await loop.until(
    "EXISTS (SELECT FROM domain_events WHERE aggregate_id = $1 AND event_type = 'user.invitation_sent')",
    [invitation_id],
  );
  const [mail = '', ...others] = mailbox.mailsTo(email);
  expect(others).toEqual([]);
  const [, linked, token = ''] = /join#([0-9a-f-]{36})\/(\d+\.[\w-]{43})/.exec(mail) ?? [];
  expect(linked).toBe(invitation_id);
  return { organization_id, body, invited, event_id, invitation_id, token };
}

test('an invitation goes out by mail, is accepted once with its token, and makes a member', async () => {
  const { organization_id, body, invited, event_id, invitation_id, token } = await inviteTo(
    'acme',
    'ada@acme.example',
  );
  expect(await post('/invite-user', loop.stack.token, body, `invite-${body.email}`)).toEqual(
    invited,
  );
  expect(await loop.storedRuns([event_id])).toHaveProperty('size', 1);

  const path = `/accept-invitation/${invitation_id}`;
  const forged = await post(path, `${token.slice(0, -1)}~`, {});
  expect(forged.status).toBe(401);
  const accepted = await post(path, token, { display_name: 'Ada Lovelace' }, 'accept-once');
  expect(accepted.status).toBe(202);
  expect(await post(path, token, { display_name: 'Ada Lovelace' }, 'accept-once')).toEqual(
    accepted,
  );
  expect((await post(path, token, {})).status).toBe(409);

  await loop.until(accountWithMembership, [organization_id, body.email, 'Ada Lovelace']);
  await loop.until(statusIs, [event_id, 'completed']);
  await loop.until(statusIs, [accepted.answer['event_id'], 'started']);

  const { rows } = await loop.owner.query(
    `SELECT event_type FROM domain_events
     WHERE event_metadata->>'workflow_id' = 'user-invitation-' || $1 ORDER BY sequence_number`,
    [invitation_id],
  );
  expect(rows.map(({ event_type }) => event_type)).toEqual([
    'user.invitation_initiated',
    'user.invitation_sent',
    'user.invitation_accepted',
    'user.created',
  ]);
});

test('an acceptance that the workflow finds before its signal is carried out and no dead letter', async () => {
  const { organization_id, body, invitation_id, token } = await inviteTo(
    'globex',
    'bob@globex.example',
  );
  const pauseSignals = "UPDATE workflow_route SET paused = $1 WHERE kind = 'signal'";
  await loop.owner.query(pauseSignals, [true]);
  const accepted = await post(`/accept-invitation/${invitation_id}`, token, {
    display_name: 'Bob',
  });
  expect(accepted.status).toBe(202);
  const workflowExecution = { workflowId: `user-invitation-${invitation_id}` };
  // Makes it look into the database now, as it does after seven days.
  await loop.temporal.requestCancelWorkflowExecution({ namespace: 'default', workflowExecution });
  await loop.until(accountWithMembership, [organization_id, body.email, 'Bob']);
  const acceptance = accepted.answer['event_id'];
  await loop.until(statusIs, [acceptance, 'queued']);

  await loop.owner.query(pauseSignals, [false]);
  await loop.until(statusIs, [acceptance, 'started']);
  const query = `WorkflowId = 'user-invitation-${invitation_id}' AND ExecutionStatus = 'Completed'`;
  const completed = async () =>
    (await loop.temporal.listWorkflowExecutions({ namespace: 'default', query })).executions.length;
  await expect.poll(completed).toBe(1);
  expect((await loop.owner.query('SELECT FROM dead_letter')).rowCount).toBe(0);
});
