import type { Client } from 'pg';

import { attemptNumbers, type AttemptRow, deadLetterNumbers } from './attempt-numbers.ts';
import { eventNumbers, type EventNumberRow } from './event-numbers.ts';
import { createRotatingSet } from './rotating-set.ts';
import { createSequenceCursor, rowsPerLook } from './sequence-cursor.ts';
import { findDiscarded, findProcessed, findRoutes } from './settled-rows.ts';
import type { StartingPoint } from './starting-point.ts';
import type { TailLine } from './tail-line.ts';

/** How many waiting events, and open letters, one look asks for. */
const waitingPerLook = 5_000;

export interface Tail {
  /** What happened since the last look, by time. `isAll`: false when there is more already. */
  look(): Promise<{ readonly lines: TailLine[]; readonly isAll: boolean }>;
}

/**
 * Follows the life of all events from a starting point on. `client` may be another one at every look:
 * nothing is lost when a connection breaks. What happens to an event twice between two looks, such as
 * two reprocessings, may be told with the state after the second.
 */
export function createTail(client: () => Client, from: StartingPoint): Tail {
  const events = createSequenceCursor(client, eventNumbers(client), from.events);
  const attempts = createSequenceCursor(client, attemptNumbers(client), from.attempts);
  const letters = createSequenceCursor(client, deadLetterNumbers(client), from.deadLetters);
  const waiting = createRotatingSet();
  waiting.add(from.waiting);
  const openLetters = createRotatingSet();
  openLetters.add(from.openLetters);
  /** Kept when a look fails half-way. */
  let found: TailLine[] = [];

  async function look(): Promise<{ lines: TailLine[]; isAll: boolean }> {
    const routed = await findRoutes(client());
    const newEvents = await events.look();
    for (const row of newEvents) {
      found.push(lineOfEvent(row, routed));
      if (!row.is_processed || routed.has(row.event_type)) waiting.add([row.event_number]);
    }
    const newAttempts = await attempts.look();
    found.push(
      ...newAttempts
        .filter(({ kind }) => kind === 'failed' || kind === 'outage')
        .map(lineOfAttempt),
    );
    const newLetters = await letters.look();
    found.push(...newLetters.map(lineOfAttempt));
    openLetters.add(newLetters.map((letter) => letter.number));

    for (const { number, line } of await findProcessed(client(), waiting.next(waitingPerLook))) {
      waiting.delete(number);
      if (line !== undefined) found.push(line);
    }
    for (const { number, line } of await findDiscarded(
      client(),
      openLetters.next(waitingPerLook),
    )) {
      openLetters.delete(number);
      if (line !== undefined) found.push(line);
    }
    const lines = found.toSorted((one, other) =>
      one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
    );
    found = [];
    const isAll = [newEvents, newAttempts, newLetters].every((rows) => rows.length < rowsPerLook);
    return { lines, isAll };
  }

  return { look };
}

function lineOfEvent(row: EventNumberRow, routed: ReadonlySet<string>): TailLine {
  const { at, kind, event_id, event_type, aggregate_id, by } = row;
  const line = { at, kind, event_id, event_type, aggregate_id };
  if (kind === 'requeued') return by === null ? line : { ...line, by };
  return { ...line, starts_workflow: routed.has(event_type) };
}

function lineOfAttempt({ number: _number, ...line }: AttemptRow): TailLine {
  return line;
}
