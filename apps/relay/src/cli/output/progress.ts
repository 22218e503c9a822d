import type { Output } from '../cli.ts';
import { formatCount } from './format.ts';
import { paint } from './paint.ts';

const width = 30;

/** A bar that is drawn over itself, on terminals only. */
export interface Progress {
  show(done: number): void;
  /** Takes the bar away, so that what comes next stands alone. */
  clear(): void;
}

export function createProgress(output: Output, total: number): Progress {
  const isTerminal = output.isTTY === true;
  return {
    show(done) {
      if (!isTerminal) return;
      const share = Math.min(1, total === 0 ? 1 : done / total);
      const filled = Math.round(share * width);
      const bar = paint(output, 'green', '█'.repeat(filled)) + '░'.repeat(width - filled);
      output.write(`\r${bar} ${formatCount(done)} of ${formatCount(total)}`);
    },
    clear() {
      if (isTerminal) output.write('\r\u001b[K');
    },
  };
}
