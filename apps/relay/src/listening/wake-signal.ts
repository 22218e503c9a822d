/** Wakes who looks for work, and remembers a call that found nobody asleep. */
export interface WakeSignal {
  wake(): void;
  /** Resolves at a wake-up or after so many milliseconds, with which of both it was. */
  sleep(ms: number): Promise<'woken' | 'elapsed'>;
}

export function createWakeSignal(): WakeSignal {
  const sleepers = new Set<(how: 'woken' | 'elapsed') => void>();
  let remembered = false;

  return {
    wake() {
      if (sleepers.size === 0) remembered = true;
      for (const sleeper of sleepers) sleeper('woken');
    },
    sleep: (ms) =>
      new Promise((resolve) => {
        if (remembered) {
          remembered = false;
          resolve('woken');
          return;
        }
        const end = (how: 'woken' | 'elapsed'): void => {
          clearTimeout(timer);
          sleepers.delete(end);
          resolve(how);
        };
        const timer = setTimeout(end, ms, 'elapsed');
        sleepers.add(end);
      }),
  };
}
