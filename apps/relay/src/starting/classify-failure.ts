import { cutText } from '../acknowledging/cut-text.ts';
import type { Answer } from './answer.ts';
import { grpcFailureOf } from './grpc-failure.ts';

/**
 * What a failed start means. `unclear`: an outage if Temporal answers nobody else either, else this
 * event's own trouble; the caller finds out by a probe.
 */
export type FailureClass =
  | Answer
  | { readonly kind: 'unclear'; readonly code: string; readonly message: string };

/** Code of a signal that found nobody to take it. */
export const noRunningWorkflow = 'no_running_workflow';

/** Sorts the errors of starts and signals. Every code has its place; nothing is retried here. */
export function classifyFailure(error: unknown): FailureClass {
  const failure = grpcFailureOf(error);
  if (failure === undefined) {
    const message = cutText(`The start failed in the relay: ${String(error)}`);
    return { kind: 'failed', code: 'relay_error', message };
  }
  const { code } = failure;
  // What grpc-js appends for its own developers: timings and addresses.
  const message = cutText(
    failure.message.replace(/,(metadata filters|LB pick|remote_addr).*$/s, '') || code,
  );
  switch (code) {
    case 'ALREADY_EXISTS':
      return failure.existingRunId === undefined
        ? { kind: 'failed', code, message }
        : { kind: 'running', runId: failure.existingRunId, outcome: 'attached' };
    case 'INVALID_ARGUMENT':
    case 'FAILED_PRECONDITION':
    case 'OUT_OF_RANGE':
      return { kind: 'hopeless', code, message: cutText(`Temporal refuses the call: ${message}`) };
    case 'PERMISSION_DENIED':
    case 'UNAUTHENTICATED':
    case 'UNIMPLEMENTED':
      return { kind: 'configuration', code, message };
    case 'NOT_FOUND':
      if (failure.namespaceIsMissing) return { kind: 'configuration', code, message };
      return failure.workflowIsMissing
        ? { kind: 'failed', code: noRunningWorkflow, message: cutText(missingWorkflow(message)) }
        : { kind: 'failed', code, message };
    case 'RESOURCE_EXHAUSTED':
      return failure.isThrottled
        ? { kind: 'outage', code, message }
        : { kind: 'unclear', code, message };
    case 'OK':
    case 'CANCELLED':
    case 'UNKNOWN':
    case 'DEADLINE_EXCEEDED':
    case 'ABORTED':
    case 'INTERNAL':
    case 'UNAVAILABLE':
    case 'DATA_LOSS':
      return { kind: 'unclear', code, message };
  }
}

function missingWorkflow(said: string): string {
  return `No workflow runs with the id that this event signals (${said}). Reprocess the event when one does.`;
}
