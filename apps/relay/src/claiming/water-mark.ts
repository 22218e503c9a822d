/**
 * A claim looks beyond what was claimed so long ago: nearly all later commits have higher numbers. Each
 * claim walks over what was started meanwhile, at 20,000 a second more than it costs to start them.
 */
const lagMs = 500;
/** Exact enough: the mark lags by up to so much more. */
const spanMs = 100;

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
  let mark: bigint | null = null;
  /** What was claimed in which time; the mark is what the spans before the lag say. */
  let spans: Span[] = [];

  return {
    get after() {
      for (const { toMs, highest } of spans) {
        if (toMs <= now() - lagMs && (mark === null || highest > mark)) mark = highest;
      }
      spans = spans.filter(({ toMs }) => toMs > now() - lagMs);
      return mark === null ? null : String(mark);
    },
    claimed(sequenceNumber) {
      const number = BigInt(sequenceNumber);
      const last = spans.at(-1);
      if (last === undefined || last.fromMs <= now() - spanMs) {
        spans.push({ fromMs: now(), toMs: now(), highest: number });
      } else {
        last.toMs = now();
        if (number > last.highest) last.highest = number;
      }
    },
    released(sequenceNumber) {
      const lowest = BigInt(sequenceNumber) - 1n;
      if (mark !== null && mark > lowest) mark = lowest;
      spans = spans.filter(({ highest }) => highest <= lowest);
    },
  };
}

interface Span {
  readonly fromMs: number;
  toMs: number;
  highest: bigint;
}
