import type { AddressInfo } from 'node:net';

import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';

import { createSmtpEmail } from './smtp-email.ts';

const email = {
  messageId: 'welcome.550e8400-e29b-41d4-a716-446655440000@example.com',
  to: 'owner@acme.example',
  subject: 'Welcome to Acme Corp',
  text: 'Hello.',
};
const from = 'no-reply@example.com';

let server: SMTPServer | undefined;
afterEach(async () => {
  await new Promise<void>((resolve) => (server ? server.close(resolve) : resolve()));
  server = undefined;
});

/** A mail server without TLS; returns its host and port and what it took. */
async function startServer(options: SMTPServerOptions = {}) {
  const taken: string[] = [];
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk) => (text += String(chunk)));
      stream.on('end', () => {
        taken.push(text);
        done();
      });
    },
    ...options,
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has this
  const { port } = listening.server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, taken };
}

/** As the server answers with this reply. */
function reply(responseCode: number): Error {
  return Object.assign(new Error('<owner@acme.example>: said by the server'), { responseCode });
}

test('an e-mail arrives with its Message-ID, sender and recipient', async () => {
  const { host, taken } = await startServer();
  const port = createSmtpEmail({ url: `smtp://${host}`, from });
  expect(port.domain).toBe('example.com');
  await port.send(email);
  expect(taken).toHaveLength(1);
  expect(taken[0]).toContain(`Message-ID: <${email.messageId}>`);
  expect(taken[0]).toContain(`From: ${from}`);
  expect(taken[0]).toContain(`To: ${email.to}`);
  expect(taken[0]).toContain('Hello.');
});

test('a name with line breaks adds no header', async () => {
  const { host, taken } = await startServer();
  const subject = 'Welcome to Acme\r\nBcc: other@acme.example';
  await createSmtpEmail({ url: `smtp://${host}`, from }).send({ ...email, subject });
  expect(taken[0]).not.toMatch(/^Bcc:/m);
});

test.each([
  [550, 'email_refused'],
  [554, 'email_refused'],
  [450, 'email_unavailable'],
  [421, 'email_unavailable'],
])('the reply %i to a recipient is %s', async (code, expected) => {
  const { host } = await startServer({ onRcptTo: (_address, _session, done) => done(reply(code)) });
  const sending = createSmtpEmail({ url: `smtp://${host}`, from }).send(email);
  await expect(sending).rejects.toMatchObject({
    code: expected,
    message: expect.stringContaining(`reply ${code}`),
  });
});

test('a refused password and what the server said stay out of the error', async () => {
  const { host } = await startServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(reply(535)),
  });
  const sending = createSmtpEmail({ url: `smtp://worker:a-secret@${host}`, from }).send(email);
  const error: unknown = await sending.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'email_refused' });
  const { message, stack, cause } = Object(error);
  expect(`${message}${stack}`).not.toMatch(/a-secret|owner@acme|said by the server/);
  expect(cause).toBeUndefined();
});

test('a server that cannot be reached may be tried again', async () => {
  const { host } = await startServer();
  const stopped = server;
  await new Promise<void>((resolve) => stopped?.close(resolve));
  server = undefined;
  const sending = createSmtpEmail({ url: `smtp://${host}`, from }).send(email);
  await expect(sending).rejects.toMatchObject({ code: 'email_unavailable' });
});
