/** Wakes sleeping lanes, one per call, and remembers one call that found none asleep. */
export interface WakeSignal {
  wake(): void;
  wakeAll(): void;
  /** Resolves at a wake-up or after so many milliseconds, whichever comes first. */
  sleep(ms: number): Promise<void>;
}

export function createWakeSignal(): WakeSignal {
  const sleepers = new Set<() => void>();
  let remembered = false;

  function wake(): void {
    const [first] = sleepers;
    if (first === undefined) remembered = true;
    else first();
  }

  return {
    wake,
    wakeAll() {
      for (const sleeper of sleepers) sleeper();
      remembered = true;
    },
    sleep: (ms) =>
      new Promise((resolve) => {
        if (remembered) {
          remembered = false;
          resolve();
          return;
        }
        const end = (): void => {
          clearTimeout(timer);
          sleepers.delete(end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        sleepers.add(end);
      }),
  };
}
