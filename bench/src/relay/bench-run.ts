import type { Log } from '@a4c/dev-stack';

import type { BenchServer } from './server/bench-server.ts';
import type { BenchSizes } from './sizes.ts';
import type { Writer } from './writers/start-writer.ts';

/** What all parts of a run share. */
export interface BenchRun {
  readonly server: BenchServer;
  readonly writer: Writer;
  readonly sizes: BenchSizes;
  /** Progress, for a person. */
  readonly log: Log;
}
