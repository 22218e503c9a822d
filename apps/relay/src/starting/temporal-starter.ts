import type { ClaimedEvent } from '@a4c/database';
import proto from '@temporalio/proto';

import { cutText } from '../acknowledging/cut-text.ts';
import type { RelayConfig } from '../config.ts';
import { tooLarge } from './answer-without-asking.ts';
import type { Answer } from './answer.ts';
import { grpcFailureOf } from './grpc-failure.ts';
import type { Starter } from './starter.ts';
import type { TemporalConnection } from './temporal-connection.ts';
import { type CurrentTrace, traceHeader } from './trace-header.ts';
import { payloadOverheadBytes, workflowInput } from './workflow-input.ts';

/** A CommonJS module whose names Node does not see. */
const { temporal } = proto;

const { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } = temporal.api.enums.v1;

/** A server that does not say so much in this time cannot be used. */
export const probeTimeoutMs = 2_000;

const identity = 'a4c-relay';

/**
 * Starts and signals workflows by raw calls: the request id of the dispatch row makes a repeated
 * start return the first one's run, also when it has closed. A first start never makes a second run
 * of a workflow id; a reprocessing may, when the last run failed. A signal's request id is its
 * event's, also when it is reprocessed: a run takes it once. The trace of the caller, if there is one,
 * goes along in the header.
 */
export function createTemporalStarter(
  { connection, namespace }: TemporalConnection,
  config: Pick<RelayConfig, 'rpcTimeoutMs' | 'maxInputBytes'>,
  currentTrace: CurrentTrace = () => undefined,
): Starter {
  function call<Result>(
    rpc: () => Promise<Result>,
    timeoutMs = config.rpcTimeoutMs,
  ): Promise<Result> {
    return connection.withDeadline(Date.now() + timeoutMs, rpc);
  }

  async function start(event: ClaimedEvent): Promise<Answer> {
    const payload = workflowInput(event);
    const bytes = payload.data.length + payloadOverheadBytes;
    if (bytes > config.maxInputBytes) return tooLarge(bytes, config.maxInputBytes);
    const input = { payloads: [payload] };
    return event.signal_name === null
      ? startWorkflow(event, input)
      : signalWorkflow(event, event.signal_name, input);
  }

  async function startWorkflow(event: ClaimedEvent, input: Input): Promise<Answer> {
    const isFirst = event.request_id === event.event_id;
    const header = traceHeader(currentTrace());
    try {
      const { runId, started } = await call(() =>
        connection.workflowService.startWorkflowExecution({
          namespace,
          identity,
          requestId: event.request_id,
          workflowId: event.workflow_id,
          workflowType: { name: event.workflow_type },
          taskQueue: { name: event.task_queue },
          input,
          header,
          priority: { priorityKey: event.priority, fairnessKey: event.fairness_key },
          workflowIdConflictPolicy:
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
          workflowIdReusePolicy: isFirst
            ? WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE
            : WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY,
        }),
      );
      return { kind: 'running', runId, outcome: started ? 'started' : 'attached' };
    } catch (error) {
      const failure = grpcFailureOf(error);
      if (failure?.code !== 'ALREADY_EXISTS' || failure.existingRunId !== undefined) throw error;
      return describe(event, failure.message);
    }
  }

  /** For servers that leave the run id out of the error. */
  async function describe(event: ClaimedEvent, said: string): Promise<Answer> {
    try {
      return { kind: 'running', runId: await firstRunId(event), outcome: 'attached' };
    } catch {
      return { kind: 'failed', code: 'ALREADY_EXISTS', message: cutText(said) };
    }
  }

  /** The answer to a signal names no run, so it is asked for; if that fails, both are repeated. */
  async function signalWorkflow(
    event: ClaimedEvent,
    signalName: string,
    input: Input,
  ): Promise<Answer> {
    const header = traceHeader(currentTrace());
    await call(() =>
      connection.workflowService.signalWorkflowExecution({
        namespace,
        identity,
        requestId: event.event_id,
        workflowExecution: { workflowId: event.workflow_id },
        signalName,
        input,
        header,
      }),
    );
    return { kind: 'running', runId: await firstRunId(event), outcome: 'started' };
  }

  /** Of the chain of runs that has the workflow id now: retries and continue-as-new do not change it. */
  async function firstRunId(event: ClaimedEvent): Promise<string> {
    const { workflowExecutionInfo } = await call(() =>
      connection.workflowService.describeWorkflowExecution({
        namespace,
        execution: { workflowId: event.workflow_id },
      }),
    );
    const runId = workflowExecutionInfo?.firstRunId || workflowExecutionInfo?.execution?.runId;
    if (!runId)
      throw new Error('Temporal describes the workflow without a run id. Look at its log.');
    return runId;
  }

  return {
    start,
    async ask() {
      await call(
        () => connection.workflowService.describeNamespace({ namespace }),
        Math.min(config.rpcTimeoutMs, probeTimeoutMs),
      );
    },
  };
}

type Input = { readonly payloads: ReturnType<typeof workflowInput>[] };
