import { type ArchivePosition, type CandidatePage, readArchiveCandidates } from '@a4c/database';
import type { ClientBase } from 'pg';

/** Rows per page; large events make it fewer, see `archive_candidates`. */
const pageSize = 1_000;

/** A line of the archive, to be written. */
interface SourceLine {
  readonly text: string;
  readonly sequenceNumber: string;
}

/** The lines of the events that may be archived, in order, a page in memory at a time. */
export interface LineSource {
  /** The next line, which stays the next one; undefined at the end. */
  peek(): Promise<SourceLine | undefined>;
  /** Goes on to the line after that. */
  advance(): void;
}

export function createLineSource(
  client: ClientBase,
  span: Pick<CandidatePage, 'before' | 'until' | 'after'>,
): LineSource {
  let after: ArchivePosition = span.after;
  let [page, next, isDone]: [SourceLine[], number, boolean] = [[], 0, false];

  async function readPage(): Promise<void> {
    const candidates = await readArchiveCandidates(client, {
      ...span,
      after,
      limit: pageSize,
      withRecords: true,
    });
    isDone = candidates.length === 0;
    after = candidates.at(-1) ?? after;
    next = 0;
    page = candidates.flatMap(({ record, sequenceNumber }) =>
      record === null ? [] : [{ text: record, sequenceNumber }],
    );
  }

  return {
    async peek() {
      // oxlint-disable-next-line no-await-in-loop -- pages of events that all have to stay
      while (next >= page.length && !isDone) await readPage();
      return page[next];
    },
    advance() {
      next += 1;
    },
  };
}
