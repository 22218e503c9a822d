import proto from '@temporalio/proto';

import type { GrpcAnswer, GrpcCall } from './grpc-proxy.ts';

/** A CommonJS module whose names Node does not see. */
const { google, temporal } = proto;
const service = temporal.api.workflowservice.v1;

/** gRPC status codes that the faults use. */
export const status = { resourceExhausted: 8, internal: 13, unavailable: 14 } as const;

/** Whether the call starts a workflow. */
export function isStart(call: GrpcCall): boolean {
  return call.method === 'StartWorkflowExecution';
}

/** Workflow and request id of a call that starts a workflow. */
export function startOf(call: GrpcCall): { workflowId: string; requestId: string } {
  const { workflowId, requestId } = service.StartWorkflowExecutionRequest.decode(call.request);
  return { workflowId, requestId };
}

/** What the server answered to a start: the run's id. */
export function runIdIn(answer: GrpcAnswer): string | undefined {
  if (answer === 'lost' || answer.status !== 'ok') return undefined;
  return service.StartWorkflowExecutionResponse.decode(answer.body).runId;
}

/** Answers a start. */
export function startAnswer(runId: string, started: boolean): GrpcAnswer {
  return {
    status: 'ok',
    body: Buffer.from(service.StartWorkflowExecutionResponse.encode({ runId, started }).finish()),
  };
}

/** What a frontend says that is asked too often. */
export function throttled(): GrpcAnswer {
  const message = 'namespace rate limit exceeded';
  const failure = temporal.api.errordetails.v1.ResourceExhaustedFailure.encode({
    cause: temporal.api.enums.v1.ResourceExhaustedCause.RESOURCE_EXHAUSTED_CAUSE_RPS_LIMIT,
  }).finish();
  const details = google.rpc.Status.encode({
    code: status.resourceExhausted,
    message,
    details: [
      {
        type_url: 'type.googleapis.com/temporal.api.errordetails.v1.ResourceExhaustedFailure',
        value: failure,
      },
    ],
  }).finish();
  return {
    status: status.resourceExhausted,
    message,
    details: Buffer.from(details).toString('base64'),
  };
}
