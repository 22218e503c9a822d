/** How an answer came, as far as the window is concerned. */
type AnswerKind = 'ok' | 'overload';

/** How many calls to Temporal may be in flight at once; finds its size by itself. */
export interface RpcWindow {
  readonly size: number;
  readonly inFlight: number;
  /** Takes a place, if one is free. */
  take(): boolean;
  /** Gives a place back and learns from how long the answer took. */
  give(tookMs: number, kind: AnswerKind): void;
  /** Every place is taken and nothing has answered for a while: more would only wait. */
  isStalled(): boolean;
}

export interface RpcWindowOptions {
  readonly max: number;
  readonly onResize?: (size: number) => void;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

/** Enough for a server that answers in 2 ms to start 4,000/s. It grows from there, and a quiet server is measured with as many. */
const calmSize = 8;
/**
 * Slow answers alone never leave fewer, nor keep a window from growing so far: when this process gets
 * no CPU its answers look late too, and a small window would only add to the wait; and relays whose
 * server became slow while they grew would share the work as unequally for ever. A server that is asked
 * too much refuses.
 */
const leastWhenSlow = 32;
/** Besides twice a quiet server's time, answers may take so much longer and still count as fast. */
const toleranceMs = 10;
/** A slow answer, besides four times a quiet server's time. */
const slowMs = 50;
/** How long a quiet server's time is believed before it is measured anew. */
const measureEveryMs = 30_000;
const stalledMs = 100;

/**
 * Additive increase, multiplicative decrease (RFC 5681, with a doubling start) by latency, as TCP
 * Vegas: a server that answers slower the more it is asked has enough. After each window's worth of
 * answers it grows if the window was full and small, or answers took no more than twice a quiet server's time;
 * it halves at `RESOURCE_EXHAUSTED`, at a missed deadline, and when answers take over four times as
 * long. A quiet server's time is measured anew every 30 s by a small window, as BBR does.
 */
export function createRpcWindow({ max, onResize, now = monotonicMs }: RpcWindowOptions): RpcWindow {
  let size = Math.min(calmSize, max);
  let inFlight = 0;
  let isDoubling = true;
  let lastAnswerAt = now();
  let quietMs = Number.POSITIVE_INFINITY;
  let quietSince = now();
  let sizeBeforeMeasuring: number | undefined;
  let epoch = newEpoch(now());

  function resize(next: number): void {
    const bounded = Math.max(1, Math.min(max, Math.floor(next)));
    if (bounded === size) return;
    size = bounded;
    onResize?.(size);
  }

  function halve(atLeast = 1): void {
    isDoubling = false;
    sizeBeforeMeasuring = undefined;
    resize(Math.max(atLeast, size / 2));
  }

  /** After a window's worth of answers to calls that began in it. */
  function adapt({ answers, totalMs, peak }: Epoch): void {
    const averageMs = totalMs / answers;
    const isMeasured = sizeBeforeMeasuring !== undefined || size <= calmSize;
    quietMs = isMeasured ? averageMs : Math.min(quietMs, averageMs);
    if (isMeasured) quietSince = now();
    if (sizeBeforeMeasuring !== undefined) {
      resize(sizeBeforeMeasuring);
      sizeBeforeMeasuring = undefined;
    }
    const wasFull = peak >= size;
    const isSlow = averageMs > 4 * quietMs + slowMs;
    if (isSlow && peak > size / 2 && size > leastWhenSlow) halve(leastWhenSlow);
    else if (!wasFull) return;
    else if (now() - quietSince > measureEveryMs) {
      sizeBeforeMeasuring = size;
      resize(calmSize);
    } else if (averageMs > 2 * quietMs + toleranceMs && size >= leastWhenSlow) isDoubling = false;
    else resize(isDoubling ? size * 2 : size + Math.max(1, size / 16));
  }

  return {
    get size() {
      return size;
    },
    get inFlight() {
      return inFlight;
    },
    take() {
      if (inFlight >= size) return false;
      inFlight += 1;
      epoch.peak = Math.max(epoch.peak, inFlight);
      return true;
    },
    give(tookMs, kind) {
      inFlight -= 1;
      lastAnswerAt = now();
      // Calls from before the last change of size say nothing of this one.
      if (lastAnswerAt - tookMs < epoch.startedAt) return;
      epoch.answers += 1;
      epoch.totalMs += tookMs;
      if (kind === 'overload') halve();
      else if (epoch.answers >= size) adapt(epoch);
      else return;
      epoch = newEpoch(lastAnswerAt);
    },
    isStalled: () => inFlight >= size && now() - lastAnswerAt > stalledMs,
  };
}

type Epoch = ReturnType<typeof newEpoch>;

function newEpoch(startedAt: number) {
  return { startedAt, answers: 0, totalMs: 0, peak: 0 };
}

function monotonicMs(): number {
  return performance.now();
}
