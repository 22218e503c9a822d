/** How many calls to Temporal are in flight, over all lanes, and how many may be. */
export interface RpcWindow {
  /** Takes up to so many places; returns how many it got. */
  take(wanted: number): number;
  giveBack(places: number): void;
  /** Resolves when enough room for a claim worth its transaction is there, or at `letAllIn`. */
  hasRoom(): Promise<void>;
  /** Nobody waits any more: the relay stops. */
  letAllIn(): void;
}

/**
 * Bounds the calls in flight: a slow server is not given more and more at once, since that only
 * makes each call slower. A claim waits for a quarter of the window, not for every single place.
 */
export function createRpcWindow(size: number): RpcWindow {
  const worthwhile = Math.ceil(size / 4);
  const waiting = new Set<() => void>();
  let inFlight = 0;

  function letAllIn(): void {
    for (const resume of waiting) resume();
    waiting.clear();
  }

  return {
    take(wanted) {
      const taken = Math.min(wanted, size - inFlight);
      inFlight += taken;
      return taken;
    },
    giveBack(places) {
      inFlight -= places;
      if (size - inFlight >= worthwhile) letAllIn();
    },
    letAllIn,
    hasRoom: () =>
      new Promise((resolve) => {
        if (size - inFlight >= worthwhile) resolve();
        else waiting.add(resolve);
      }),
  };
}
