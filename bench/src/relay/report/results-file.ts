import type { PartName } from '../parts/all-parts.ts';
import type { Circumstances } from './machine.ts';
import type { PartFindings } from './part-result.ts';

/** What one part found, when, and with what. */
export interface PartResult extends PartFindings {
  readonly part: PartName;
  readonly circumstances: Circumstances;
}

/** The file that results are kept in, by which parts can be measured one by one. */
export interface ResultsFile {
  readonly parts: readonly PartResult[];
}
