import { expect, test } from 'vitest';

import { createRpcWindow } from './rpc-window.ts';

test('no more places are given than the window has', () => {
  const window = createRpcWindow(8);
  expect([window.take(5), window.take(5), window.take(5)]).toEqual([5, 3, 0]);
  window.giveBack(2);
  expect(window.take(5)).toBe(2);
});

test('who waits is let in when a quarter of the window is free, not earlier', async () => {
  const window = createRpcWindow(8);
  window.take(8);
  let isIn = false;
  const entering = window.hasRoom().then(() => (isIn = true));
  window.giveBack(1);
  await Promise.resolve();
  expect(isIn).toBe(false);
  window.giveBack(1);
  await entering;
  expect(isIn).toBe(true);
});

test('when the relay stops, nobody waits for room', async () => {
  const window = createRpcWindow(4);
  window.take(4);
  const entering = window.hasRoom();
  window.letAllIn();
  await expect(entering).resolves.toBeUndefined();
});
