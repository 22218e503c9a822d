import type { ClaimedEvent } from '@a4c/database';
import type { Tracing } from '@a4c/service/tracing';
import { type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';

import type { Answer } from './answer.ts';
import { grpcFailureOf } from './grpc-failure.ts';
import type { Starter } from './starter.ts';

/**
 * Makes a span of each start and signal, in the trace that the event's metadata names (`traceparent`,
 * `tracestate`), or in one of its own. A span holds ids, types and codes, never event data.
 */
export function traceStarts(starter: Starter, { tracer, within }: Tracing): Starter {
  return {
    ask: () => starter.ask(),
    start: (event) =>
      within(metadataOf(event), () =>
        tracer.startActiveSpan(
          nameOf(event),
          { kind: SpanKind.PRODUCER, attributes: attributesOf(event) },
          async (span) => {
            try {
              return told(span, await starter.start(event));
            } catch (error) {
              // Its message may be anybody's words; the log has it.
              fail(span, grpcFailureOf(error)?.code ?? 'relay_error');
              throw error;
            } finally {
              span.end();
            }
          },
        ),
      ),
  };
}

/** As Temporal's own clients name these spans. */
function nameOf({ signal_name, workflow_type }: ClaimedEvent): string {
  return signal_name === null ? `StartWorkflow:${workflow_type}` : `SignalWorkflow:${signal_name}`;
}

function attributesOf(event: ClaimedEvent) {
  return {
    'a4c.event_id': event.event_id,
    'a4c.event_type': event.event_type,
    temporalWorkflowId: event.workflow_id,
    ...(event.correlation_id !== null && { 'a4c.correlation_id': event.correlation_id }),
  };
}

function told(span: Span, answer: Answer): Answer {
  if (answer.kind !== 'running') fail(span, answer.code);
  else span.setAttributes({ run_id: answer.runId, 'a4c.outcome': answer.outcome });
  return answer;
}

function fail(span: Span, code: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}

function metadataOf({ event_metadata }: ClaimedEvent): Record<string, unknown> {
  // Larger than any workflow's input, so it was not read: see answerWithoutAsking.
  if (event_metadata === null) return {};
  return Object(JSON.parse(event_metadata));
}
