import {
  acknowledgeStarts,
  type ClaimedEvent,
  deadLetterEvents,
  type FailedStart,
  type GivenUpStart,
  recordFailures,
  type StartedWorkflow,
} from '@a4c/database';
import type { ClientBase } from 'pg';

import type { Answer } from './answer.ts';
import { backoffMs } from './backoff.ts';
import { noRunningWorkflow } from './classify-failure.ts';
import type { RelayConfig } from './config.ts';
import { cutText } from './cut-text.ts';
import type { Lifecycle } from './lifecycle.ts';

/** A claimed event with what Temporal said. */
export interface AnsweredEvent {
  readonly event: ClaimedEvent;
  readonly answer: Answer;
}

type Failed = Extract<Answer, { kind: 'failed' }>;
type RetryRules = Pick<
  RelayConfig,
  'maxAttempts' | 'maxSignalAttempts' | 'baseBackoffMs' | 'maxBackoffMs'
>;

/**
 * Writes answers in the caller's transaction, one statement per kind of answer.
 *
 * @returns what to tell the world once the transaction is committed.
 */
export async function writeAnswers(
  client: ClientBase,
  answered: readonly AnsweredEvent[],
  rules: RetryRules,
): Promise<(lifecycle: Lifecycle) => void> {
  const started: StartedWorkflow[] = [];
  const failed: FailedStart[] = [];
  const givenUp: GivenUpStart[] = [];
  for (const { event, answer } of answered) {
    const { event_id, request_id } = event;
    if (answer.kind === 'running') {
      started.push({
        event_id,
        request_id,
        workflow_id: event.workflow_id,
        workflow_run_id: answer.runId,
        workflow_type: event.workflow_type,
        outcome: answer.outcome,
      });
    } else if (answer.kind === 'hopeless') {
      givenUp.push({ event_id, request_id, code: answer.code, reason: cutText(answer.message) });
    } else if (answer.kind === 'failed' && isLastAttempt(event, answer, rules)) {
      const reason = cutText(
        `Given up after ${event.attempts + 1} attempts, the last one: ${answer.message}`,
      );
      givenUp.push({ event_id, request_id, code: answer.code, reason });
    } else if (answer.kind !== 'configuration') {
      failed.push(failureOf(event, answer, rules));
    }
  }
  if (started.length > 0) await acknowledgeStarts(client, started);
  if (failed.length > 0) await recordFailures(client, failed);
  if (givenUp.length > 0) await deadLetterEvents(client, givenUp);

  return (lifecycle) => {
    for (const { event_id } of started) lifecycle.emit('acknowledged', { eventId: event_id });
    for (const { event_id, code, message } of failed) {
      lifecycle.emit('failed', { eventId: event_id, code, message });
    }
    for (const { event_id, code, reason } of givenUp) {
      lifecycle.emit('deadLettered', { eventId: event_id, code, reason });
    }
  };
}

/** Somebody has to start the workflow of a signal first; waiting long for that helps nobody. */
function isLastAttempt({ attempts }: ClaimedEvent, { code }: Failed, rules: RetryRules): boolean {
  const { maxAttempts, maxSignalAttempts } = rules;
  return attempts + 1 >= (code === noRunningWorkflow ? maxSignalAttempts : maxAttempts);
}

/** In an outage the row stays available: the breaker decides when it is tried again. */
function failureOf(
  { event_id, request_id, attempts }: ClaimedEvent,
  answer: Extract<Answer, { kind: 'outage' | 'failed' }>,
  { baseBackoffMs, maxBackoffMs }: RetryRules,
): FailedStart {
  const { code } = answer;
  if (answer.kind === 'outage') {
    const message = cutText(`Temporal server unavailable: ${answer.message}`);
    return { event_id, request_id, outcome: 'outage', code, message, backoffMs: 0 };
  }
  return {
    event_id,
    request_id,
    outcome: 'failed',
    code,
    message: cutText(answer.message),
    backoffMs: backoffMs(attempts, { baseMs: baseBackoffMs, maxMs: maxBackoffMs }),
  };
}
