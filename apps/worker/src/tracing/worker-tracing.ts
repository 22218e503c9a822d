import type { Tracing } from '@a4c/service/tracing';
import {
  makeWorkflowExporter,
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryActivityOutboundInterceptor,
  type OpenTelemetrySinks,
} from '@temporalio/interceptors-opentelemetry';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';

import { workflowInterceptors } from './workflow-interceptors.ts';

/** What a worker needs so that workflows and activities continue the trace that started them. */
export interface WorkerTracing {
  readonly activity: ActivityInterceptorsFactory;
  /** Takes the spans of workflows out of their isolates. */
  readonly sinks: InjectedSinks<OpenTelemetrySinks>;
  /** For the bundle: the interceptors that run inside. */
  readonly workflowModules: readonly string[];
}

/** Import this file only when traces are wanted: it loads OpenTelemetry. */
export function createWorkerTracing({ spanProcessor, resource }: Tracing): WorkerTracing {
  return {
    activity: (context) => ({
      inbound: new OpenTelemetryActivityInboundInterceptor(context),
      outbound: new OpenTelemetryActivityOutboundInterceptor(context),
    }),
    sinks: { exporter: makeWorkflowExporter(spanProcessor, resource) },
    workflowModules: [workflowInterceptors],
  };
}
