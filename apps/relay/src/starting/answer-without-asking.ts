import type { ClaimedEvent } from '@a4c/database';

import type { Answer } from './answer.ts';

/** Temporal's limit for workflow ids, `limit.maxIDLength`. */
const maxWorkflowIdLength = 255;

/** What is known of a start without asking Temporal: it runs already, or it can never be started. */
export function answerWithoutAsking(
  event: ClaimedEvent,
  maxInputBytes: number,
): Answer | undefined {
  if (event.known_run_id !== null) {
    return { kind: 'running', runId: event.known_run_id, outcome: 'attached' };
  }
  if (event.event_metadata === null) return tooLarge(event.size_bytes, maxInputBytes);
  if (event.workflow_id.length > maxWorkflowIdLength) {
    return {
      kind: 'hopeless',
      code: 'workflow_id_too_long',
      message: `The workflow id has ${event.workflow_id.length} characters, Temporal takes ${maxWorkflowIdLength}. Shorten the template in the contract.`,
    };
  }
  return undefined;
}

/** Over 4 MiB the server answers as if it were overloaded, so this is found out before sending. */
export function tooLarge(bytes: number, limit: number): Answer {
  return {
    kind: 'hopeless',
    code: 'input_too_large',
    message:
      `The workflow's input has ${bytes} bytes, Temporal takes ${limit}. ` +
      'Store large content elsewhere and emit an event that refers to it.',
  };
}
