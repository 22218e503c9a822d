import type { ClaimQueue } from '@a4c/database';
import { beforeEach, expect, test } from 'vitest';

import { createQueueOrder, type QueueOrder } from './queue-order.ts';

const urgent = queue('plain', 1, 7);
const plain = queue('plain', 3, 1);
const ordered = queue('ordered', 3, 2);
const fair = queue('fair', 3, 3);

let order: QueueOrder;
beforeEach(() => {
  order = createQueueOrder();
  order.update([urgent, plain, ordered, fair]);
});

test('the best priority is always first; kinds of equal priority take turns after it', () => {
  const firsts = Array.from({ length: 6 }, () => kinds()).map(([first, second, ...rest]) => {
    expect(first).toBe('plain 1');
    expect(rest).toHaveLength(2);
    return second;
  });
  expect(new Set(firsts)).toEqual(new Set(['plain 3', 'ordered 3', 'fair 3']));
});

test('what is to be tried again comes first, last or not at all', () => {
  expect(kinds('first')[0]).toBe('retry 0');
  expect(kinds('last').at(-1)).toBe('retry 0');
  expect(kinds('none')).not.toContain('retry 0');
});

test('a queue goes on where it was, until its routes change', () => {
  markOf('plain 1').claimed('5');
  expect(order.update([urgent, plain, ordered, fair])).toBe(false);
  const before = markOf('plain 1');
  expect(order.update([urgent, plain])).toBe(true);
  expect(markOf('plain 1')).toBe(before);
  order.update([queue('plain', 1, 7, 8), plain]);
  expect(markOf('plain 1')).not.toBe(before);
});

test('events may hold others back where a route is ordered', () => {
  expect(order.hasFollowers).toBe(true);
  order.update([plain, fair]);
  expect(order.hasFollowers).toBe(false);
});

function queue(kind: ClaimQueue['kind'], priority: number, ...numbers: number[]): ClaimQueue {
  return { kind, priority, routes: numbers.map((number) => ({ number, isSignal: false })) };
}

function kinds(retries: 'first' | 'last' | 'none' = 'none'): string[] {
  return order.next({ retries }).map(({ queue: q }) => `${q.kind} ${q.priority}`);
}

function markOf(name: string) {
  const found = order
    .next({ retries: 'none' })
    .find(({ queue: q }) => `${q.kind} ${q.priority}` === name);
  if (found === undefined) throw new Error(`No queue is called ${name}.`);
  return found.mark;
}
