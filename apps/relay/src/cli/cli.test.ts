import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';

import { afterEach, expect, test, vi } from 'vitest';

import { createCli } from './cli.ts';

afterEach(() => vi.restoreAllMocks());

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends with 130', (signal) => {
  const { host, exits } = createHost();
  createCli(host);
  host.emit(signal);
  expect(exits).toEqual([130]);
});

test('deferred, the first Ctrl-C aborts, the same one again counts as it, a later one ends', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(10_000);
  const { host, exits } = createHost();
  const interrupted = createCli(host).deferInterrupt();
  host.emit('SIGINT');
  now.mockReturnValue(10_010);
  host.emit('SIGINT');
  expect([interrupted.aborted, exits]).toEqual([true, []]);
  now.mockReturnValue(11_000);
  host.emit('SIGINT');
  expect(exits).toEqual([130]);
});

test('what runs next may have the signals for itself', () => {
  const { host, exits } = createHost();
  createCli(host).ignoreInterrupts();
  host.emit('SIGTERM');
  expect(exits).toEqual([]);
});

function createHost() {
  const exits: number[] = [];
  const host = Object.assign(new EventEmitter(), {
    env: {},
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    exit: (code: number) => void exits.push(code),
  });
  return { host, exits };
}
