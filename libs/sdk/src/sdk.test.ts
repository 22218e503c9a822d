import { getEventListeners } from 'node:events';

import { expect, test, vi } from 'vitest';

import { createClient } from './create-client.ts';
import { acceptInvitation } from './generated/accept-invitation.ts';
import { createOrganization } from './generated/create-organization.ts';
import { getEvent } from './get-event.ts';
import { pause } from './pause.ts';
import { answer, createRecordedEdge } from './testing/recorded-edge.ts';
import { waitForCompletion, waitForWorkflow } from './wait-for-event.ts';

const body = { name: 'Acme Corp', slug: 'acme-corp', owner_email: 'owner@acme.example' };
const eventId = '123e4567-e89b-42d3-a456-426614174000';
const aggregateId = '550e8400-e29b-41d4-a716-446655440000';
const accepted = () =>
  answer(202, { event_id: eventId, organization_id: aggregateId, message: '' });
const unavailable = () =>
  answer(503, { code: 'database_unavailable', detail: 'Later.' }, { 'Retry-After': '0' });
const status = (name: string) => answer(200, { event_id: eventId, status: name });
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

test('an emission sends the body as it is, with key, correlation id and token', async () => {
  const { client, seen } = createRecordedEdge([accepted()], { token: async () => 'renewed' });
  const emitted = await createOrganization(client, body);
  expect(emitted).toEqual({ eventId, aggregateId, correlationId: uuid, idempotencyKey: uuid });
  expect(seen).toEqual([
    {
      method: 'POST',
      url: 'https://edge.test/functions/v1/create-organization',
      body: JSON.stringify(body),
      headers: new Headers({
        Authorization: 'Bearer renewed',
        'Content-Type': 'application/json',
        'Idempotency-Key': emitted.idempotencyKey,
        'X-Correlation-ID': emitted.correlationId,
      }),
    },
  ]);
});

test('an outage is sat through, with the same key', async () => {
  const { client, seen } = createRecordedEdge([unavailable(), unavailable(), accepted()]);
  await createOrganization(client, body);
  expect(new Set(seen.map(({ headers }) => headers.get('Idempotency-Key'))).size).toBe(1);
  expect(seen).toHaveLength(3);
});

test('a lost connection is told when there are no retries left', async () => {
  const lost = new TypeError('fetch failed');
  const { client, seen } = createRecordedEdge([lost], { retries: 0 });
  await expect(createOrganization(client, body)).rejects.toMatchObject({
    name: 'NetworkError',
    code: 'network_error',
    cause: lost,
  });
  expect(seen).toHaveLength(1);
});

test('what breaks the contract is not sent, and named as the server would', async () => {
  const { client, seen } = createRecordedEdge([]);
  const wrong = { ...body, name: 'A\u0000', tier: 'none', more: 1, retry_count: 1 };
  // @ts-expect-error -- the types refuse it as well
  await expect(createOrganization(client, wrong)).rejects.toMatchObject({
    code: 'invalid_event',
    message: expect.stringContaining('Correct what "issues" lists.'),
    issues: [
      { path: 'event_data.more', rule: 'unknown_key' },
      { path: 'event_data.retry_count', rule: 'reserved_key' },
      { path: 'event_data.name', rule: 'min_length 3' },
      { path: 'event_data.tier', rule: 'one_of' },
      { path: 'event_data.name', rule: 'storable_text' },
    ],
  });
  expect(seen).toEqual([]);
});

test('undefined stands for the default', async () => {
  const { client, seen } = createRecordedEdge([accepted()]);
  await createOrganization(client, { ...body, tier: undefined });
  expect(JSON.parse(String(seen[0]?.body))).toEqual(body);
});

test.each(['..', 'a/b', '', `${eventId}?x`])('the id %j does not get into a path', async (id) => {
  const { client, seen } = createRecordedEdge([]);
  const refusal = { code: 'invalid_event' };
  await expect(getEvent(client, id)).rejects.toMatchObject(refusal);
  await expect(acceptInvitation(client, id)).rejects.toMatchObject(refusal);
  expect(seen).toEqual([]);
});

test('a problem is told by its code, and not repeated when that cannot help', async () => {
  const problem = { code: 'permission_denied', detail: 'Use another token.', permission: 'p' };
  const { client, seen } = createRecordedEdge([answer(403, problem)]);
  await expect(createOrganization(client, body)).rejects.toMatchObject({
    name: 'ProblemError',
    message: 'Use another token.',
    code: 'permission_denied',
    status: 403,
    problem,
  });
  expect(seen).toHaveLength(1);
});

test.each([
  ['a page', () => new Response('<html>', { status: 404 })],
  ['an empty success', () => new Response(null, { status: 204 })],
  ['another object', () => answer(200, { ok: true })],
])('%s is an unexpected answer', async (_, response) => {
  const { client } = createRecordedEdge([response()]);
  await expect(createOrganization(client, body)).rejects.toMatchObject({
    code: 'unexpected_answer',
  });
});

test('an abort and a time-out are told apart', async () => {
  const { client } = createRecordedEdge(['never', 'never'], { timeoutMs: 5, retries: 0 });
  await expect(createOrganization(client, body)).rejects.toMatchObject({ code: 'timed_out' });
  const reason = new Error('changed my mind');
  const signal = AbortSignal.abort(reason);
  await expect(createOrganization(client, body, { signal })).rejects.toBe(reason);
});

test('a token that does not come is waited for no longer than an answer', async () => {
  const { promise } = Promise.withResolvers<string>();
  const token = async () => promise;
  const late = createRecordedEdge([], { token, timeoutMs: 5, retries: 0 });
  await expect(createOrganization(late.client, body)).rejects.toMatchObject({ code: 'timed_out' });
  const { client, seen } = createRecordedEdge([], { token });
  const reason = new Error('changed my mind');
  const controller = new AbortController();
  const emission = createOrganization(client, body, { signal: controller.signal });
  controller.abort(reason);
  await expect(emission).rejects.toBe(reason);
  expect([...late.seen, ...seen]).toEqual([]);
});

test('nobody listens on when an answer has come: Deno would keep the program running', async () => {
  const signals: AbortSignal[] = [];
  const client = createClient({
    baseUrl: 'https://edge.test',
    token: async () => 'token',
    fetch: async (_, { signal }) => {
      if (signal) signals.push(signal);
      return accepted();
    },
  });
  const { signal } = new AbortController();
  await createOrganization(client, body);
  await createOrganization(client, body, { signal });
  await pause(1, signal);
  expect(signals).toHaveLength(2);
  const left = [...signals, signal].flatMap((used) => getEventListeners(used, 'abort'));
  expect(left).toEqual([]);
});

test('what the source of tokens throws is told as it is, once', async () => {
  const signedOut = new Error('signed out');
  const token = vi.fn<() => Promise<string>>().mockRejectedValue(signedOut);
  const { client } = createRecordedEdge([], { token });
  await expect(createOrganization(client, body)).rejects.toBe(signedOut);
  expect(token).toHaveBeenCalledOnce();
});

/** A value where no compiler looks, as in JavaScript. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a lie is what is wanted
const untyped = (value: unknown): never => value as never;

test.each([
  '',
  'two words',
  'line\nbreak',
  'Bearer x',
  untyped(undefined),
  untyped(null),
  untyped(7),
])('the token %j is not sent, given or got', async (token) => {
  for (const source of [token, async () => token]) {
    const { client, seen } = createRecordedEdge([], { token: source });
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect(getEvent(client, eventId)).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringMatching(/^token breaks the rule pattern .*\. Correct what "issues"/),
      issues: [{ path: 'token', rule: expect.stringContaining('pattern') }],
    });
    expect(seen).toEqual([]);
  }
});

test.each(['line\nbreak', '\u0000', 'k'.repeat(256), '', 'caf\u00e9', untyped(null), untyped(7)])(
  'a key or a correlation id %j is refused at once, and not sent',
  async (id) => {
    const { client, seen } = createRecordedEdge([]);
    for (const option of ['idempotencyKey', 'correlationId']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await expect(createOrganization(client, body, { [option]: id })).rejects.toMatchObject({
        name: 'ValidationError',
        code: 'invalid_option',
        issues: [{ path: option, rule: expect.stringContaining('pattern') }],
      });
    }
    expect(seen).toEqual([]);
  },
);

test('a correlation id may hold spaces, a key may not', async () => {
  const { client, seen } = createRecordedEdge([accepted()]);
  await createOrganization(client, body, { correlationId: 'import of May', idempotencyKey: '~!' });
  expect(seen[0]?.headers.get('X-Correlation-ID')).toBe('import of May');
  await expect(
    createOrganization(client, body, { idempotencyKey: 'two words' }),
  ).rejects.toMatchObject({ issues: [{ path: 'idempotencyKey' }] });
  expect(seen).toHaveLength(1);
});

test.each([untyped(null), untyped([[]]), untyped('Acme'), untyped(7), untyped(true)])(
  'the body %j is no object, as the server would say',
  async (data) => {
    const { client, seen } = createRecordedEdge([]);
    await expect(createOrganization(client, data)).rejects.toMatchObject({
      code: 'invalid_event',
      issues: [{ path: 'event_data', rule: 'type object' }],
    });
    expect(seen).toEqual([]);
  },
);

test.each([
  ['baseUrl', ''],
  ['baseUrl', '/api'],
  ['baseUrl', 'ftp://edge.test'],
  ['baseUrl', 'https://'],
  ['baseUrl', 'https://[edge]'],
  ['baseUrl', 'https://user:secret@edge.test'],
  ['baseUrl', 'https://edge.test/?a=b'],
  ['baseUrl', 'https://edge.test '],
  ['baseUrl', undefined],
  ['fetch', null],
  ['fetch', 'fetch'],
  ['timeoutMs', Number.NaN],
  ['timeoutMs', -1],
  ['timeoutMs', 0.5],
  ['timeoutMs', 2 ** 31],
  ['timeoutMs', '5000'],
  ['timeoutMs', null],
  ['retries', Number.NaN],
  ['retries', -1],
  ['retries', '2'],
])('the option %s cannot be %j', (option, value) => {
  const options = { baseUrl: 'https://edge.test', token: 'token', [option]: value };
  expect(refusalOf(() => createClient(options))).toMatchObject({
    name: 'ValidationError',
    code: 'invalid_option',
    issues: [{ path: option, rule: expect.stringContaining('pattern') }],
  });
});

function refusalOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

test("the platform's fetch is called as no method of anything", async () => {
  const callers: unknown[] = [];
  const platform = vi.spyOn(globalThis, 'fetch').mockImplementation(async function (this: unknown) {
    callers.push(this);
    return accepted();
  });
  await createOrganization(createClient({ baseUrl: 'https://edge.test', token: 'token' }), body);
  expect(callers).toEqual([undefined]);
  platform.mockRestore();
});

test('waiting ends when the workflow is known, and when it has ended', async () => {
  const { client, seen } = createRecordedEdge([status('queued'), status('started')]);
  expect(await waitForWorkflow(client, eventId)).toMatchObject({ status: 'started' });
  expect(seen[0]).toMatchObject({
    method: 'GET',
    url: expect.stringMatching(`/events/${eventId}$`),
  });
  const ending = createRecordedEdge([status('started'), unavailable(), status('completed')]);
  expect(await waitForCompletion(ending.client, eventId)).toMatchObject({ status: 'completed' });
});

test.each(['failed', 'dead_lettered', 'starts_nothing'])('%s is no completion', async (name) => {
  const { client } = createRecordedEdge([status(name)]);
  await expect(waitForCompletion(client, eventId)).rejects.toMatchObject({
    code: 'workflow_failed',
    event: { status: name },
  });
});

test.each([Number.NaN, -1, 2 ** 31])('nobody waits for %d ms', async (timeoutMs) => {
  const { client, seen } = createRecordedEdge([]);
  await expect(waitForCompletion(client, eventId, { timeoutMs })).rejects.toMatchObject({
    code: 'invalid_option',
    issues: [{ path: 'timeoutMs' }],
  });
  expect(seen).toEqual([]);
});

test('waiting is bounded by time and by a signal', async () => {
  const { client } = createRecordedEdge([status('queued'), status('queued')]);
  await expect(waitForWorkflow(client, eventId, { timeoutMs: 5 })).rejects.toMatchObject({
    code: 'timed_out',
  });
  const reason = new Error('enough');
  const waiting = waitForWorkflow(client, eventId, { signal: AbortSignal.abort(reason) });
  await expect(waiting).rejects.toBe(reason);
});
