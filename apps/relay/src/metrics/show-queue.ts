import type { MetricKinds } from './metric-kinds.ts';
import type { QueueReading } from './queue-watch.ts';

/**
 * What waits in the database, as gauges; every relay shows the same, so combine them by `max`. Call
 * what it returns before each reading. While the database does not answer there are none of these
 * figures: old ones would look like good news.
 */
export function showQueue({ gauge }: MetricKinds): (reading: QueueReading | undefined) => void {
  const pending = gauge(
    'pending_events',
    'Events whose workflow is still to be started, dead letters not among them, by route. Exact up to 10,000, estimated above.',
    ['route'],
  );
  const retrying = gauge(
    'retrying_events',
    'Of the pending events, the ones that failed, are in flight for long, or were queued anew. At most 10,000.',
    ['route'],
  );
  const oldest = gauge(
    'oldest_pending_age_seconds',
    "How long the oldest pending event has waited, by the database's clock; 0 when none waits.",
    ['route'],
  );
  const routePaused = gauge('route_paused', 'Whether an operator has paused the route: 1 or 0.', [
    'route',
  ]);
  const oftenRetried = gauge(
    'often_retried_events',
    'Events that are not started yet and whose retry_count is above 3, open dead letters among them.',
  );
  const openLetters = gauge('open_dead_letters', 'Unresolved dead letters, by code.', ['code']);
  const unrouted = gauge(
    'unrouted_event_types',
    'Types of waiting events that start no workflow any more: nobody will start theirs.',
  );
  const measuredAt = gauge(
    'queue_measured_timestamp_seconds',
    'When the queue was looked into last, seconds since the epoch; 0 when that failed.',
  );
  const tookSeconds = gauge('queue_measure_seconds', 'How long that look took.');
  const all = [pending, retrying, oldest, routePaused, oftenRetried, openLetters, unrouted];

  return (reading) => {
    for (const metric of all) metric.reset();
    measuredAt.set(reading?.atSeconds ?? 0);
    tookSeconds.set(reading?.tookSeconds ?? 0);
    if (reading === undefined) {
      // Without labels a gauge is there as 0, which is no answer.
      for (const metric of [oftenRetried, unrouted]) metric.remove();
      return;
    }
    const { routes, openDeadLetters, oftenRetried: often, unroutedTypes } = reading.depth;
    for (const { route, ...depth } of routes) {
      pending.set({ route }, depth.pending);
      retrying.set({ route }, depth.retrying);
      oldest.set({ route }, depth.oldestSeconds);
      routePaused.set({ route }, Number(depth.paused));
    }
    for (const { code, count } of openDeadLetters) openLetters.set({ code }, count);
    oftenRetried.set(often);
    unrouted.set(unroutedTypes);
  };
}
