import { test } from 'vitest';

/** One row of the table that a run prints. */
export interface FaultRow {
  readonly number: number;
  readonly fault: string;
  /** What was scaled, with its values. */
  readonly scale: string;
  /** Name → value, in the order in which they were found. */
  readonly figures: Record<string, string>;
}

declare module 'vitest' {
  interface TaskMeta {
    faultRow?: FaultRow;
  }
}

/** Takes the figures of a row; numbers are rounded. */
type Figures = (found: Readonly<Record<string, string | number>>) => void;

type Scale = Readonly<Record<string, number>>;

interface FaultDefinition<Chosen extends Scale> {
  /** Of the row in docs/explanation/faults.md. */
  readonly number: number;
  readonly fault: string;
  /** What `npm test` does. None for what only the full run has. */
  readonly quick?: Chosen;
  /** What `npm run test:faults` does. */
  readonly full: Chosen;
  /** How long each scale may take at most, in seconds. */
  readonly timeoutS: { readonly quick?: number; readonly full: number };
}

/** Breaks something, at the scale that was chosen, and checks what became of it. */
type FaultRun<Chosen extends Scale> = (scale: Chosen, figures: Figures) => Promise<void>;

/** Whoever started this run is gone: so is the worker that runs the tests, and what it guards. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

const isFull = process.env['A4C_FAULTS'] === 'full';

/** Defines the test of one fault: what it finds becomes a row of the table, also when it fails. */
export function faultTest<Chosen extends Scale>(
  { number, fault, quick, full, timeoutS }: FaultDefinition<Chosen>,
  run: FaultRun<Chosen>,
): void {
  if (!isFull && quick === undefined) return;
  const scale = isFull || quick === undefined ? full : quick;
  const seconds = (isFull ? undefined : timeoutS.quick) ?? timeoutS.full;
  // oxlint-disable-next-line vitest/expect-expect -- each run has its own
  test(`${number}: ${fault}`, { timeout: seconds * 1_000 }, async ({ task }) => {
    const figures: Record<string, string> = {};
    task.meta.faultRow = { number, fault, scale: describe(scale), figures };
    await run(scale, (found) => {
      for (const [name, value] of Object.entries(found)) {
        figures[name] = typeof value === 'number' ? String(Number(value.toPrecision(3))) : value;
      }
    });
  });
}

function describe(scale: Scale): string {
  return Object.entries(scale)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
