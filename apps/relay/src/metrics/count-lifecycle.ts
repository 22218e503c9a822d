import type { Lifecycle } from '../lifecycle.ts';
import type { MetricKinds } from './metric-kinds.ts';

/** From 1 ms, the hop when idle, to the minutes that an outage may last. */
const hopSeconds = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800,
];
/** What one call or statement takes; deadlines end them after seconds. */
const callSeconds = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/**
 * Counts and times what a relay tells of itself. Labels take values from fixed lists only: kinds of
 * queues, outcomes, and codes (gRPC's and the relay's own).
 */
export function countLifecycle(lifecycle: Lifecycle, metrics: MetricKinds): void {
  const { counter, histogram } = metrics;

  const claims = counter('claims_total', 'Claims that found something, by kind of queue.', [
    'queue',
  ]);
  const claimed = counter('claimed_events_total', 'Events claimed, by kind of queue.', ['queue']);
  const claimDuration = histogram(
    'claim_duration_seconds',
    'Time that a claim which found something took in the database.',
    callSeconds,
  );
  lifecycle.on('claimed', ({ queue, count, ms }) => {
    claims.inc({ queue });
    claimed.inc({ queue }, count);
    claimDuration.observe(ms / 1_000);
  });

  const rpcResults = counter(
    'rpc_results_total',
    "What Temporal answered to starts and signals: started, attached, or the failure's code.",
    ['code'],
  );
  const rpcDuration = histogram(
    'rpc_duration_seconds',
    'Time from sending a start or signal to its answer, whatever that was.',
    callSeconds,
  );
  lifecycle.on('answered', ({ code, ms }) => {
    rpcResults.inc({ code });
    rpcDuration.observe(ms / 1_000);
  });

  const started = counter(
    'workflows_total',
    'Events whose workflow was written back: started for them, or attached to a run that was there.',
    ['outcome'],
  );
  const commitToStart = histogram(
    'commit_to_start_seconds',
    "Time from the insertion of an event to its workflow being written back, by the database's clock. Reprocessed events are left out.",
    hopSeconds,
  );
  lifecycle.on('acknowledged', ({ outcome, sinceInsertedMs }) => {
    started.inc({ outcome });
    if (sinceInsertedMs !== undefined) commitToStart.observe(sinceInsertedMs / 1_000);
  });

  const retries = counter('retries_total', 'Attempts that failed and will be repeated, by code.', [
    'code',
  ]);
  lifecycle.on('failed', ({ code }) => retries.inc({ code }));
  const deadLetters = counter('dead_letters_total', 'Events given up by this relay, by code.', [
    'code',
  ]);
  lifecycle.on('deadLettered', ({ code }) => deadLetters.inc({ code }));

  const late = counter('late_answers_total', 'Calls that had not answered when their claim ended.');
  lifecycle.on('late', ({ inFlight }) => late.inc(inFlight));
  const writeDuration = histogram(
    'write_duration_seconds',
    'Time that a transaction took to write answers.',
    callSeconds,
  );
  lifecycle.on('written', ({ ms }) => writeDuration.observe(ms / 1_000));

  const databaseErrors = counter(
    'database_errors_total',
    'Statements and sessions that the database failed, so that they had to be repeated or replaced.',
  );
  lifecycle.on('databaseLost', () => databaseErrors.inc());
  const listenLosses = counter(
    'listen_losses_total',
    'Times that notifications ceased to arrive, or did not arrive in a self-test.',
  );
  lifecycle.on('listenLost', () => listenLosses.inc());
  const suspensions = counter(
    'suspensions_total',
    'Times that calls to Temporal were suspended: for an outage, or for a wrong configuration.',
    ['cause'],
  );
  for (const cause of ['outage', 'configuration']) suspensions.inc({ cause }, 0);
  lifecycle.on('suspended', ({ cause }) => suspensions.inc({ cause }));
  const swept = counter(
    'swept_events_total',
    'Events found by the clock: no notification had told of them.',
  );
  lifecycle.on('swept', ({ found }) => swept.inc(found));
  const recovered = counter(
    'recovered_events_total',
    'Events that had been forgotten, as after a restore, and were queued at the start.',
  );
  lifecycle.on('recovered', ({ count }) => recovered.inc(count));
}
