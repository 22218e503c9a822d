import { endGuarded } from '../processes/guardian.ts';

/** How the person or the supervisor said that it is enough. */
export type EndingSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** A Ctrl-C reaches every process of the terminal, and some pass it on: that is one, not two. */
const sameSignalMs = 1_000;

/**
 * Resolves with the first SIGINT, SIGTERM or SIGHUP. The program then stops in its own order; a
 * later signal ends everything at once, with exit code 1.
 */
export async function endingSignal(): Promise<EndingSignal> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const receive = (signal: EndingSignal) => {
      if (firstAt === undefined) {
        firstAt = Date.now();
        resolve(signal);
      } else if (Date.now() - firstAt > sameSignalMs) {
        void endNow(1);
      }
    };
    process.on('SIGINT', receive).on('SIGTERM', receive).on('SIGHUP', receive);
  });
}

/** Ends everything that this process started, in no order, and then the process. */
export async function endNow(exitCode: number): Promise<never> {
  await endGuarded();
  process.exit(exitCode);
}
