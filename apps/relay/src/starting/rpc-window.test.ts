import { beforeEach, expect, test } from 'vitest';

import { createRpcWindow, type RpcWindow } from './rpc-window.ts';

let clockMs: number;
let window: RpcWindow;
beforeEach(() => {
  clockMs = 0;
  window = createRpcWindow({ max: 200, now: () => clockMs });
});

test('no more places are given than the window has', () => {
  const first = window.size;
  expect(takeAll()).toBe(first);
  expect(window.take()).toBe(false);
  window.give(0, 'ok');
  expect([window.take(), window.take()]).toEqual([true, false]);
});

test('it grows to its limit while answers are quick and every place is used', () => {
  for (let round = 0; round < 20; round += 1) answerAll(5);
  expect(window.size).toBe(200);
});

test('it stays as it is while a part of it is enough', () => {
  const before = window.size;
  for (let call = 0; call < 100; call += 1) {
    window.take();
    clockMs += 5;
    window.give(5, 'ok');
  }
  expect(window.size).toBe(before);
});

test('it finds the size at which a server answers no slower, and stays there', () => {
  // A server that works on 20 calls at once, 10 ms each; more of them wait.
  for (let round = 0; round < 200; round += 1) answerAll(10 * Math.max(1, window.size / 20));
  expect(window.size).toBeGreaterThanOrEqual(20);
  expect(window.size).toBeLessThanOrEqual(70);
});

test('it halves once per round of calls when the server refuses, and grows again, but slower', () => {
  for (let round = 0; round < 20; round += 1) answerAll(5);
  takeAll();
  clockMs += 5;
  for (let call = 0; call < 200; call += 1) window.give(5, 'overload');
  expect(window.size).toBe(100);
  answerAll(5);
  expect(window.size).toBeGreaterThan(100);
  expect(window.size).toBeLessThan(120);
});

test('it halves when answers take far longer than a quiet server', () => {
  for (let round = 0; round < 4; round += 1) answerAll(5);
  const before = window.size;
  answerAll(200);
  expect(window.size).toBe(before / 2);
});

test('slow answers alone leave a window that a starved process can work with', () => {
  for (let round = 0; round < 4; round += 1) answerAll(5);
  for (let round = 0; round < 20; round += 1) answerAll(400);
  expect(window.size).toBe(32);
});

test('a server that becomes slow while the window is small does not keep it small', () => {
  answerAll(5);
  for (let round = 0; round < 10; round += 1) answerAll(400);
  expect(window.size).toBeGreaterThanOrEqual(32);
  expect(window.size).toBeLessThan(40);
});

test('a path that has become longer is learned anew, within a minute', () => {
  for (let round = 0; round < 4; round += 1) answerAll(2);
  for (let round = 0; round < 600; round += 1) answerAll(100);
  expect(window.size).toBe(200);
});

test('it is stalled when nothing has answered for a while', () => {
  takeAll();
  expect(window.isStalled()).toBe(false);
  clockMs += 150;
  expect(window.isStalled()).toBe(true);
  window.give(150, 'ok');
  expect(window.isStalled()).toBe(false);
});

test('it never has less than one place', () => {
  for (let round = 0; round < 20; round += 1) {
    takeAll();
    clockMs += 5;
    while (window.inFlight > 0) window.give(5, 'overload');
  }
  expect(window.size).toBe(1);
});

function takeAll(): number {
  let taken = 0;
  while (window.take()) taken += 1;
  return taken;
}

/** As many calls as there are places, answered after so long. */
function answerAll(ms: number): void {
  takeAll();
  clockMs += ms;
  while (window.inFlight > 0) window.give(ms, 'ok');
}
