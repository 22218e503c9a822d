import type { TraceContext } from '@a4c/service/tracing';
import { defaultPayloadConverter } from '@temporalio/common';

/** Where Temporal's OpenTelemetry interceptors look for the context that a workflow continues. */
const traceHeaderName = '_tracer-data';

/** Gives the trace context of the moment, if there is one. */
export type CurrentTrace = () => TraceContext | undefined;

/** The header of a start or signal, for a worker that traces; null, as Temporal's API has it, for none. */
export function traceHeader(current: TraceContext | undefined) {
  if (current === undefined) return null;
  return { fields: { [traceHeaderName]: defaultPayloadConverter.toPayload(current) } };
}
