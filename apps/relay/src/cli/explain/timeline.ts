import type { EventStory } from './event-story.ts';

/** One thing that happened to an event. */
export interface TimelineEntry {
  readonly at: string;
  readonly what: string;
  readonly tone: 'normal' | 'good' | 'bad';
}

/** What happened to an event, in order. */
export function timelineOf(story: EventStory): TimelineEntry[] {
  const { event, attempts, reprocessings, dead_letters, emitted_events } = story;
  const entries: TimelineEntry[] = [
    { at: event.created_at, what: insertedBy(story), tone: 'normal' },
  ];
  for (const { at, outcome, code, message } of attempts) {
    if (outcome === 'attached') continue;
    const name = {
      outage: 'Temporal was away',
      failed: 'attempt failed',
      dead_lettered: 'last attempt failed',
    };
    entries.push({ at, what: `${name[outcome]}: ${code}: ${message}`, tone: 'bad' });
  }
  for (const { at, by, outcome } of reprocessings) {
    entries.push({
      at,
      what: `queued again by ${by}${outcome === null ? '' : `, then ${outcome}`}`,
      tone: 'normal',
    });
  }
  for (const letter of dead_letters) {
    entries.push({ at: letter.dead_lettered_at, what: `given up: ${letter.code}`, tone: 'bad' });
    if (letter.resolution === 'discarded') {
      entries.push({
        at: letter.resolved_at ?? '',
        what: `discarded by ${letter.resolved_by}`,
        tone: 'bad',
      });
    }
  }
  if (
    event.processed_at !== null &&
    story.route !== undefined &&
    event.status !== 'starts_nothing'
  ) {
    entries.push({ at: event.processed_at, what: startedAs(story), tone: 'good' });
  }
  for (const emitted of emitted_events) {
    const activity = emitted.activity_id === null ? '' : ` by ${emitted.activity_id}`;
    entries.push({
      at: emitted.at,
      what: `emitted ${emitted.type} ${emitted.id}${activity}`,
      tone: 'normal',
    });
  }
  return entries.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function insertedBy({ event }: EventStory): string {
  if (event.activity_id !== null) return `inserted by activity ${event.activity_id}`;
  return event.user_id === null ? 'inserted' : `inserted for user ${event.user_id}`;
}

/** The newest start counts: a later one replaces what the event says of an earlier one. */
function startedAs({ event, route, attempts, reprocessings }: EventStory): string {
  const last = reprocessings.at(-1);
  const isAttached =
    last === undefined
      ? attempts.some(({ outcome }) => outcome === 'attached')
      : last.outcome === 'attached';
  const verb = isAttached
    ? 'attached to'
    : route?.kind === 'signal'
      ? `signalled ${route.signal_name} to`
      : 'started';
  return `${verb} ${event.workflow_id} run ${event.workflow_run_id}`;
}
