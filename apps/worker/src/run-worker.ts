import type { Worker } from '@temporalio/worker';

/**
 * How long a worker that has nothing left to do may take to end. The SDK waits up to 30 s, as long as
 * Kubernetes does before it kills, for the answer to its farewell (measured with a frozen server).
 */
const farewellTimeoutMs = 2_000;

/**
 * Runs a worker until it ends, or until the signal has shut it down. What it works on and reports is
 * waited for, as long as its options allow; that Temporal takes note of its end is not: it then
 * finds out by itself.
 *
 * @returns whether the worker let go of its connection, which can be closed only then.
 */
export async function runWorker(worker: Worker, signal: AbortSignal): Promise<boolean> {
  const settled = new AbortController();
  const overdue = Promise.withResolvers<false>();
  const stop = () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    const timer = setInterval(() => {
      if (hasNothingLeft(worker)) overdue.resolve(false);
    }, farewellTimeoutMs);
    settled.signal.addEventListener('abort', () => clearInterval(timer));
  };
  const run = worker.run().then(() => true);
  signal.addEventListener('abort', stop, { signal: settled.signal });
  if (signal.aborted) stop();
  try {
    return await Promise.race([run, overdue.promise]);
  } finally {
    settled.abort();
  }
}

function hasNothingLeft(worker: Worker): boolean {
  return worker.getState() === 'STOPPED' || worker.getState() === 'FAILED';
}
