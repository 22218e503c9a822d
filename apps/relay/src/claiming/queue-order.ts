import type { ClaimedEvent, ClaimQueue } from '@a4c/database';

import { createWaterMark, type WaterMark } from './water-mark.ts';

/** A queue with where its claims go on. */
export interface OpenQueue {
  readonly queue: ClaimQueue;
  readonly mark: WaterMark;
  /** Whose turn was last in a fair or ordered queue. */
  afterFairnessKey: string | null;
}

/** In which order a claim asks the queues. */
export interface QueueOrder {
  /** The queues as routes have them now. Tells whether anything has changed. */
  update(queues: readonly ClaimQueue[]): boolean;
  /** Claimed events that were given back unanswered: their queues are looked at from there again. */
  released(events: readonly ClaimedEvent[]): void;
  /** Whether starting one event may let another go: the next of its aggregate. */
  readonly hasFollowers: boolean;
  /**
   * Best priority first; kinds of equal priority take turns at being asked first. What is to be tried
   * again is asked before all or after all.
   */
  next(options: { readonly retries: 'first' | 'last' | 'none' }): OpenQueue[];
}

export function createQueueOrder(): QueueOrder {
  const open = new Map<string, OpenQueue>();
  const retries = openQueue({ kind: 'retry', priority: 0 });
  let byPriority: OpenQueue[][] = [];
  let turn = 0;
  let known = '';

  return {
    get hasFollowers() {
      return byPriority.some((group) => group.some(({ queue }) => queue.kind === 'ordered'));
    },
    update(queues) {
      const asText = JSON.stringify(queues);
      if (asText === known) return false;
      known = asText;
      const groups = new Map<number, OpenQueue[]>();
      for (const queue of queues) {
        const key = keyOf(queue);
        const before = open.get(key);
        // Events of a route that was paused have low numbers: look from the beginning again.
        const isSame = JSON.stringify(before?.queue.routes) === JSON.stringify(queue.routes);
        const entry = before !== undefined && isSame ? before : openQueue(queue);
        open.set(key, entry);
        groups.set(queue.priority, [...(groups.get(queue.priority) ?? []), entry]);
      }
      byPriority = [...groups.entries()]
        .toSorted(([left], [right]) => left - right)
        .map(([, group]) => group);
      return true;
    },
    released(events) {
      for (const { queue, priority, sequence_number } of events) {
        if (queue === 'plain')
          open.get(keyOf({ kind: queue, priority }))?.mark.released(sequence_number);
      }
    },
    next({ retries: place }) {
      turn += 1;
      const queues = byPriority.flatMap((group) => rotate(group, turn % group.length));
      if (place === 'none') return queues;
      return place === 'last' ? [...queues, retries] : [retries, ...queues];
    },
  };
}

function keyOf({ kind, priority }: Pick<ClaimQueue, 'kind' | 'priority'>): string {
  return `${priority} ${kind}`;
}

function openQueue(queue: ClaimQueue): OpenQueue {
  return { queue, mark: createWaterMark(), afterFairnessKey: null };
}

function rotate<Item>(items: readonly Item[], by: number): Item[] {
  return [...items.slice(by), ...items.slice(0, by)];
}
