import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const fixture = fileURLToPath(new URL('testing/service-process.ts', import.meta.url));

test.each(['SIGTERM', 'SIGINT'] as const)(
  'prints ready, and ends in order at %s',
  async (signal) => {
    await using service = start('normal');
    expect(await service.lineWith('ready')).toMatchObject({
      msg: 'ready',
      service: 'fixture',
      url: 'http://127.0.0.1:1',
      level: 30,
    });
    service.kill(signal);
    expect(await service.ended).toEqual({ code: 0, signal: null, errors: '' });
    expect(service.messages).toEqual(['ready', 'stopping', 'stopped']);
  },
);

test('prints ready whatever the log level is', async () => {
  await using service = start('normal', { A4C_LOG_LEVEL: 'fatal' });
  await service.lineWith('ready');
  service.kill('SIGTERM');
  expect(await service.ended).toMatchObject({ code: 0 });
  expect(service.messages).toEqual(['ready']);
});

test('a second request to stop ends it at once', async () => {
  await using service = start('stop-hangs');
  await service.lineWith('ready');
  service.kill('SIGTERM');
  await service.lineWith('still stopping');
  service.kill('SIGINT');
  expect(await service.ended).toEqual({ code: 1, signal: null, errors: '' });
});

test('the same request that arrives twice is one', async () => {
  await using service = start('stop-hangs');
  await service.lineWith('ready');
  service.kill('SIGTERM');
  await service.lineWith('stopping');
  service.kill('SIGTERM');
  expect(await service.lineWith('still stopping')).toMatchObject({ msg: 'still stopping' });
});

test('before it is ready a signal ends it in order', async () => {
  await using service = start('never-ready');
  await service.lineWith('starting');
  service.kill('SIGTERM');
  expect(await service.ended).toEqual({ code: 0, signal: null, errors: '' });
});

test('a stop that fails is logged, and the process ends with 1', async () => {
  await using service = start('stop-fails');
  await service.lineWith('ready');
  service.kill('SIGTERM');
  expect(await service.ended).toMatchObject({ code: 1 });
  expect(service.lines.at(-1)).toMatchObject({
    msg: 'stopping failed',
    level: 50,
    err: { message: 'The pool did not end.' },
  });
});

test('a wrong configuration is told in full on stderr, before anything else happens', async () => {
  await using service = start('wrong-configuration', {
    A4C_FIXTURE_PORT: '77',
    A4C_LOG_LEVEL: 'loud',
  });
  expect(await service.ended).toEqual({
    code: 1,
    signal: null,
    errors: `The configuration cannot be used:
  - DATABASE_URL is not set. Set it, for example DATABASE_URL=postgres://user:secret@localhost:5432/a4c
  - A4C_FIXTURE_PORT is "77". Set a whole number from 0 to 9, for example A4C_FIXTURE_PORT=1
  - A4C_LOG_LEVEL is "loud". Set one of trace, debug, info, warn, error, fatal, for example A4C_LOG_LEVEL=info
`,
  });
  expect(service.lines).toEqual([]);
});

test('a start that fails for several reasons tells each, although their sum has no message', async () => {
  await using service = start('refused-twice');
  expect(await service.ended).toMatchObject({
    code: 1,
    errors: 'connect ECONNREFUSED ::1:1; connect ECONNREFUSED 127.0.0.1:1\n',
  });
});

type Line = Readonly<Record<string, unknown>>;

function start(testCase: string, environment: Readonly<Record<string, string>> = {}) {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [fixture], {
    env: { PATH, CASE: testCase, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Line[] = [];
  const output = createInterface(child.stdout);
  output.on('line', (line) => lines.push(JSON.parse(line)));
  const ended = Promise.all([once(child, 'close'), text(child.stderr)]).then(
    ([[code, signal], errors]) => ({
      code,
      signal,
      errors,
    }),
  );
  return {
    lines,
    get messages() {
      return lines.map(({ msg }) => msg);
    },
    ended,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Waits for it; a process that ends without it fails the test. */
    async lineWith(message: string): Promise<Line> {
      const isIt = ({ msg }: Line) => msg === message;
      while (!lines.some(isIt)) {
        // oxlint-disable-next-line no-await-in-loop -- one line after the other
        const more = await Promise.race([once(output, 'line'), ended]);
        if (!Array.isArray(more) && !lines.some(isIt))
          throw new Error(`It ended: ${JSON.stringify(more)}`);
      }
      return lines.find(isIt) ?? {};
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
