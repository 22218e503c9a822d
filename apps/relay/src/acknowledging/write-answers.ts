import {
  acknowledgeStarts,
  type ClaimedEvent,
  deadLetterEvents,
  type FailedStart,
  type GivenUpStart,
  recordFailures,
} from '@a4c/database';
import type { ClientBase } from 'pg';

import { backoffMs } from '../backoff.ts';
import type { RelayConfig } from '../config.ts';
import { type Lifecycle, referenceTo } from '../lifecycle.ts';
import type { Answer, AnsweredEvent } from '../starting/answer.ts';
import { noRunningWorkflow } from '../starting/classify-failure.ts';
import { cutText } from './cut-text.ts';

type Failed = Extract<Answer, { kind: 'failed' }>;
type Running = Extract<Answer, { kind: 'running' }>;
type RetryRules = Pick<
  RelayConfig,
  'maxAttempts' | 'maxSignalAttempts' | 'baseBackoffMs' | 'maxBackoffMs'
>;

/** Tells the world what was written; call it once the transaction is committed. */
export type Tell = (lifecycle: Lifecycle) => void;

/**
 * Writes answers in the caller's transaction, one statement per kind of answer, sent without waiting
 * for each other. Rows that were reprocessed or acknowledged meanwhile are left alone and not told of.
 */
export async function writeAnswers(
  client: ClientBase,
  answered: readonly AnsweredEvent[],
  rules: RetryRules,
): Promise<Tell> {
  const running: { event: ClaimedEvent; answer: Running }[] = [];
  const failed: { event: ClaimedEvent; failure: FailedStart }[] = [];
  const givenUp: { event: ClaimedEvent; letter: GivenUpStart }[] = [];
  for (const { event, answer } of answered) {
    if (answer.kind === 'running') running.push({ event, answer });
    else if (answer.kind === 'hopeless') {
      givenUp.push({ event, letter: letterOf(event, answer.code, answer.message) });
    } else if (answer.kind === 'failed' && isLastAttempt(event, answer, rules)) {
      const reason = `Given up after ${event.attempts + 1} attempts, the last one: ${answer.message}`;
      givenUp.push({ event, letter: letterOf(event, answer.code, reason) });
    } else if (answer.kind !== 'configuration') {
      failed.push({ event, failure: failureOf(event, answer, rules) });
    }
  }
  const [acknowledged] = await Promise.all([
    running.length > 0 ? acknowledgeStarts(client, running.map(startOf)) : [],
    failed.length > 0 &&
      recordFailures(
        client,
        failed.map(({ failure }) => failure),
      ),
    givenUp.length > 0 &&
      deadLetterEvents(
        client,
        givenUp.map(({ letter }) => letter),
      ),
  ]);

  return (lifecycle) => {
    const written = new Map(acknowledged.map((row) => [row.id, row.since_inserted_ms]));
    for (const { event, answer } of running) {
      const waitedMs = written.get(event.event_id);
      if (waitedMs === undefined) continue;
      const { runId, outcome } = answer;
      const isFirst = event.request_id === event.event_id;
      const sinceInsertedMs = isFirst ? waitedMs : undefined;
      lifecycle.emit('acknowledged', { ...referenceTo(event), runId, outcome, sinceInsertedMs });
    }
    for (const { event, failure } of failed) {
      const { code, message } = failure;
      lifecycle.emit('failed', { ...referenceTo(event), code, message });
    }
    for (const { event, letter } of givenUp) {
      const { code, reason } = letter;
      lifecycle.emit('deadLettered', { ...referenceTo(event), code, reason });
    }
  };
}

function startOf({ event, answer }: { event: ClaimedEvent; answer: Running }) {
  return {
    event_id: event.event_id,
    request_id: event.request_id,
    workflow_id: event.workflow_id,
    workflow_run_id: answer.runId,
    workflow_type: event.workflow_type,
    outcome: answer.outcome,
  };
}

function letterOf(
  { event_id, request_id }: ClaimedEvent,
  code: string,
  reason: string,
): GivenUpStart {
  return { event_id, request_id, code, reason: cutText(reason) };
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
