import { PassThrough } from 'node:stream';

import { expect, test } from 'vitest';

import { createCli } from '../cli.ts';
import { confirm } from './confirm.ts';

test.each([
  ['y', true],
  ['n', false],
  ['\r', false],
])('a person who answers %j', async (keys, answer) => {
  const { cli, input } = atTerminal();
  const asked = confirm(cli, 'Retry 3 dead letters?');
  input.write(keys);
  expect(await asked).toBe(answer);
});

test.each(['\u0003', '\u001b'])('a person who leaves with %j has done nothing', async (keys) => {
  const { cli, input } = atTerminal();
  const asked = confirm(cli, 'Retry 3 dead letters?');
  input.write(keys);
  await expect(asked).rejects.toMatchObject({ exitCode: 130, message: 'Nothing was done.' });
});

test.each([
  { input: false, output: true },
  { input: true, output: false },
])('nobody is asked where one cannot read or answer: %j', async ({ input, output }) => {
  const { cli } = atTerminal(input, output);
  await expect(confirm(cli, 'Retry 3 dead letters?')).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/^Retry 3 dead letters\? Nobody can be asked here/),
  });
});

function atTerminal(isInputTerminal = true, isOutputTerminal = true) {
  const input: PassThrough & { isTTY: boolean } = Object.assign(new PassThrough(), {
    isTTY: isInputTerminal,
    setRawMode: () => input,
  });
  const stderr = Object.assign(new PassThrough(), { isTTY: isOutputTerminal, columns: 80 });
  stderr.resume();
  const cli = createCli({
    env: {},
    stdin: input,
    stdout: new PassThrough(),
    stderr,
    on: () => {},
    exit: () => {},
  });
  return { cli, input };
}
