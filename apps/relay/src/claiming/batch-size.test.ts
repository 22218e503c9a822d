import { expect, test } from 'vitest';

import { type BatchSize, createBatchSize } from './batch-size.ts';

function batchUpTo(max: number, window = 8): BatchSize {
  return createBatchSize(
    max,
    () => window,
    () => {},
  );
}

test('it doubles to its limit while claims are full and soon answered', () => {
  const batch = batchUpTo(500);
  const sizes = [batch.size];
  for (let claim = 0; claim < 5; claim += 1) {
    batch.learn({ count: batch.size, unsent: 0, claimMs: 1, tookMs: 20 });
    sizes.push(batch.size);
  }
  expect(sizes).toEqual([32, 64, 128, 256, 500, 500]);
});

test('a claim that was not full says nothing of a larger one', () => {
  const batch = batchUpTo(500);
  batch.learn({ count: 3, unsent: 0, claimMs: 1, tookMs: 5 });
  expect(batch.size).toBe(32);
});

test('it shrinks to what could be sent in time', () => {
  const batch = batchUpTo(500);
  batch.learn({ count: 32, unsent: 20, claimMs: 1, tookMs: 250 });
  expect(batch.size).toBe(12);
});

test('it shrinks while claims take long, but not below half of the window', () => {
  const batch = batchUpTo(500, 16);
  for (let claim = 0; claim < 50; claim += 1) {
    batch.learn({ count: batch.size, unsent: 0, claimMs: 1, tookMs: 240 });
  }
  expect(batch.size).toBe(8);
});

test('it shrinks while the claims themselves take long, but a few events are not the reason', () => {
  const batch = batchUpTo(500);
  const claim = (claimMs: number) =>
    batch.learn({ count: batch.size, unsent: 0, claimMs, tookMs: 20 });
  for (let times = 0; times < 5; times += 1) claim(1);
  claim(5);
  expect(batch.size).toBe(500);
  claim(11);
  expect(batch.size).toBe(375);
  claim(5);
  expect(batch.size).toBe(375);
  for (let times = 0; times < 20; times += 1) claim(11);
  expect(batch.size).toBe(64);
});

test('a slow claim does not make a small batch larger', () => {
  const batch = batchUpTo(500);
  batch.learn({ count: 32, unsent: 0, claimMs: 11, tookMs: 20 });
  expect(batch.size).toBe(32);
});

test('a limit of one is kept', () => {
  const batch = batchUpTo(1, 100);
  batch.learn({ count: 1, unsent: 0, claimMs: 1, tookMs: 1 });
  expect(batch.size).toBe(1);
});
