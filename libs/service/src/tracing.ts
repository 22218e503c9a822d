import type { Tracer } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';

import type { EnvironmentReader } from './environment.ts';

/** W3C trace context as texts: what events carry in their metadata. */
export interface TraceContext {
  readonly traceparent: string;
  readonly tracestate?: string;
}

/** OpenTelemetry, set up for this process. */
export interface Tracing {
  readonly tracer: Tracer;
  /** For who makes spans elsewhere, as Temporal's interceptors do in their isolates. */
  readonly spanProcessor: SpanProcessor;
  readonly resource: Resource;
  /** The context of the span that is active here, for whoever comes next. */
  readonly current: () => TraceContext | undefined;
  /** Does the work in a context that came with an event; as it is, when that is none. */
  readonly within: <Result>(
    context: Readonly<Record<string, unknown>>,
    work: () => Result,
  ) => Result;
  /** Sends what is left, for a second at most: a collector that is away keeps nobody from ending. */
  stop(): Promise<void>;
}

const endpoints = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const;
const protocols = ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL'] as const;

/**
 * Whether traces are wanted, by the standard variables: OTEL_TRACES_EXPORTER=otlp, or an endpoint and
 * nothing said against it. The SDK itself reads the others: headers, sampler, resource attributes.
 */
export function readTracing(read: EnvironmentReader): boolean {
  const endpoint = endpoints.find((name) => read.optional(name) !== undefined);
  const exporter = read.oneOf(
    'OTEL_TRACES_EXPORTER',
    ['otlp', 'none'],
    endpoint === undefined ? 'none' : 'otlp',
  );
  if (exporter === 'none' || read.optional('OTEL_SDK_DISABLED')?.toLowerCase() === 'true') {
    return false;
  }
  if (endpoint !== undefined) {
    read.url(endpoint, { example: 'http://localhost:4318', protocols: ['http:', 'https:'] });
  }
  for (const name of protocols) {
    if (read.optional(name) !== undefined) read.oneOf(name, ['http/json'], 'http/json');
  }
  return true;
}

/** Loads OpenTelemetry and sends spans by OTLP over HTTP from now on. Call it once a process. */
export async function startTracing(serviceName: string): Promise<Tracing> {
  const { createOtlpTracing } = await import('./tracing/otlp-tracing.ts');
  return createOtlpTracing(serviceName);
}
