import type { Readiness } from '@a4c/service';

/** What `/readyz` looks at. */
export interface RelayState {
  /** What keeps the relay from using the database; undefined when nothing does. */
  readonly databaseTrouble: string | undefined;
  readonly isListening: boolean;
  readonly isPaused: boolean;
  readonly suspension: { readonly cause: string | undefined; readonly reason: string | undefined };
}

/** Whether the relay starts workflows, and if not, or not as it should, why. */
export function readinessOf(state: RelayState): Readiness {
  const reasons: string[] = [];
  if (state.databaseTrouble !== undefined) {
    reasons.push(
      `The database cannot be used (${state.databaseTrouble}). See DATABASE_URL and the log.`,
    );
  }
  const { cause, reason = '' } = state.suspension;
  if (cause === 'outage') reasons.push(`Temporal does not answer: ${reason}`);
  if (cause === 'configuration') {
    reasons.push(
      `Temporal refuses this relay (${reason}). Check TEMPORAL_NAMESPACE, TEMPORAL_API_KEY and TEMPORAL_TLS.`,
    );
  }
  const ready = reasons.length === 0;
  // No reasons to be taken out of service: what was asked for, and what it goes on without.
  if (state.isPaused) reasons.push('Paused by an operator.');
  if (!state.isListening) reasons.push('Notifications do not arrive; looking for work instead.');
  return { ready, reasons };
}
