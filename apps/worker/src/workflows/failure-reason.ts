import { ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';

/**
 * Why a step failed, in words for people. Activities throw messages of our own only, so nothing that
 * a server said gets in.
 */
export function failureReason(error: Error): string {
  if (isCancellation(error)) return 'The workflow was cancelled.';
  const { cause } = error;
  if (cause instanceof ApplicationFailure) return cause.message;
  if (cause instanceof TimeoutFailure) {
    const last = cause.cause instanceof ApplicationFailure ? ` ${cause.cause.message}` : '';
    return `The step did not succeed in the time it has.${last}`;
  }
  return 'The step failed for a reason that only its history in Temporal tells.';
}
