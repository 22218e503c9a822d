import type { RelayGauges } from '../gauges.ts';
import type { GateState } from '../lifecycle.ts';
import type { MetricKinds } from './metric-kinds.ts';

const breakerStates: readonly RelayGauges['breaker'][] = ['closed', 'outage', 'configuration'];
const gateStates: readonly GateState[] = ['open', 'held', 'refused', 'absent'];

/** How this process is, as gauges. Call what it returns before each reading. */
export function showGauges({ gauge }: MetricKinds): (now: RelayGauges, isReady: boolean) => void {
  const ready = gauge('ready', 'Whether /readyz answers 200: 1 or 0.');
  const listening = gauge('listening', 'Whether notifications are known to arrive: 1 or 0.');
  const paused = gauge('paused', 'Whether an operator has paused all relays: 1 or 0.');
  const breaker = gauge(
    'breaker_state',
    'The circuit breaker around Temporal: 1 for the state that it is in, closed when all is well.',
    ['state'],
  );
  const gate = gauge(
    'gate_state',
    'Whether writers notify: held (they do, the relay sleeps), open, refused (others hold it), absent (no session listens).',
    ['state'],
  );
  const window = gauge('rpc_window', 'Calls to Temporal that the relay allows itself at once.');
  const inFlight = gauge('rpcs_in_flight', 'Calls to Temporal without an answer yet.');
  const batch = gauge('batch_size', 'Events that a claim asks for.');
  const unwritten = gauge(
    'unwritten_answers',
    'Answers that wait to be written after their claim has ended.',
  );
  const siblings = gauge('siblings', 'Other relays that were alive within five seconds.');

  return (now, isReady) => {
    ready.set(Number(isReady));
    listening.set(Number(now.isListening));
    paused.set(Number(now.isPaused));
    for (const state of breakerStates) breaker.set({ state }, Number(state === now.breaker));
    for (const state of gateStates) gate.set({ state }, Number(state === now.gate));
    window.set(now.window);
    inFlight.set(now.inFlight);
    batch.set(now.batchSize);
    unwritten.set(now.unwrittenAnswers);
    siblings.set(now.siblings);
  };
}
