/** A claim looks beyond what was claimed so long ago: nearly all later commits have higher numbers. */
const lagMs = 2_000;

/**
 * Where a queue's claims begin. While something holds xmin back (a dump, an idle transaction), the
 * index keeps an entry for every event that was ever claimed since; without the mark each claim would
 * walk over all of them. Since sequence order is not commit order, claims from the beginning are
 * needed now and then; see the sweeper.
 */
export interface WaterMark {
  /** Claim events with higher numbers than this; null: from the beginning. */
  readonly after: string | null;
  /** So high a number was claimed. */
  claimed(sequenceNumber: string): void;
  /** These were given back unanswered: look from here again. */
  released(sequenceNumber: string): void;
}

export function createWaterMark(now: () => number = () => performance.now()): WaterMark {
  /** What was claimed up to when; the mark is what the next older one said. */
  let mark: bigint | null = null;
  let recent: { readonly atMs: number; readonly highest: bigint }[] = [];

  return {
    get after() {
      for (const { atMs, highest } of recent) {
        if (atMs <= now() - lagMs && (mark === null || highest > mark)) mark = highest;
      }
      recent = recent.filter(({ atMs }) => atMs > now() - lagMs);
      return mark === null ? null : String(mark);
    },
    claimed(sequenceNumber) {
      const highest = BigInt(sequenceNumber);
      const last = recent.at(-1);
      // One entry for each quarter of the lag is exact enough.
      if (last !== undefined && last.atMs > now() - lagMs / 4) {
        if (highest > last.highest) recent[recent.length - 1] = { atMs: last.atMs, highest };
      } else recent.push({ atMs: now(), highest });
    },
    released(sequenceNumber) {
      const lowest = BigInt(sequenceNumber) - 1n;
      if (mark !== null && mark > lowest) mark = lowest;
      recent = recent.filter(({ highest }) => highest <= lowest);
    },
  };
}
