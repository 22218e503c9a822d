import { setTimeout as pause } from 'node:timers/promises';

const firstPauseMs = 250;
const longestPauseMs = 10_000;

/**
 * Calls `attempt` until it succeeds, with pauses that double up to 10 s, less up to half by chance,
 * so that many workers do not come back at once. Rejects only when the signal aborts.
 */
export async function keepTrying<Result>(
  attempt: () => Promise<Result>,
  options: { readonly signal: AbortSignal; readonly onFailure: (error: unknown) => void },
): Promise<Result> {
  const { signal, onFailure } = options;
  for (let failures = 0; ; failures += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      onFailure(error);
    }
    const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10));
    await pause(longest * (0.5 + Math.random() / 2), undefined, { signal });
  }
}
