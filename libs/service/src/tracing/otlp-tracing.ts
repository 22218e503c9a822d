import { setTimeout as pause } from 'node:timers/promises';

import {
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResourcesSync, envDetectorSync, Resource } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

import type { Tracing } from '../tracing.ts';

/** Shorter than what a stopping process is given by its supervisor, by far. */
const flushTimeoutMs = 1_000;

/** The only file that loads OpenTelemetry's SDK. */
export function createOtlpTracing(serviceName: string): Tracing {
  // What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say comes before our own name.
  const resource = Resource.default()
    .merge(new Resource({ 'service.name': serviceName }))
    .merge(detectResourcesSync({ detectors: [envDetectorSync] }));
  const spanProcessor = new BatchSpanProcessor(new OTLPTraceExporter());
  const provider = new NodeTracerProvider({ resource, spanProcessors: [spanProcessor] });
  provider.register();

  return {
    tracer: trace.getTracer('a4c'),
    spanProcessor,
    resource,
    current() {
      const carrier: Record<string, string> = {};
      propagation.inject(context.active(), carrier, defaultTextMapSetter);
      const { traceparent, tracestate } = carrier;
      if (traceparent === undefined) return undefined;
      return { traceparent, ...(tracestate !== undefined && { tracestate }) };
    },
    within(carrier, work) {
      const parent = propagation.extract(context.active(), textsOf(carrier), defaultTextMapGetter);
      return context.with(parent, work);
    },
    async stop() {
      const patience = new AbortController();
      const tooLate = pause(flushTimeoutMs, undefined, { signal: patience.signal });
      await Promise.race([provider.shutdown(), tooLate]).catch(ignore);
      patience.abort();
      tooLate.catch(ignore);
    },
  };
}

/** Metadata is JSON of any kind; a propagator expects texts. */
function textsOf({ traceparent, tracestate }: Readonly<Record<string, unknown>>) {
  const given = Object.entries({ traceparent, tracestate });
  return Object.fromEntries(given.filter(([, value]) => typeof value === 'string'));
}

/** A collector that cannot be reached: spans are lost, nothing else. */
function ignore(): void {}
