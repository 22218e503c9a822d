/** Waits; ends early with the signal's reason. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  let timer;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await unlessAborted(over, signal);
  clearTimeout(timer);
  signal?.throwIfAborted();
}

/** What a promise gives; nothing when the signal is aborted before. */
export async function unlessAborted<T>(
  promise: T | Promise<T>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  let end: VoidFunction | undefined;
  const aborted = new Promise<undefined>((resolve) => {
    end = () => resolve(undefined);
    signal?.addEventListener('abort', end);
  });
  return Promise.race([promise, aborted]).finally(() => {
    // While anybody listens, Deno lets no program end before the time is over.
    if (end) signal?.removeEventListener('abort', end);
  });
}
