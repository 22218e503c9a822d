import type { ClaimedEvent } from '@a4c/database';
import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';

import type { Answer } from './answer.ts';
import { classifyFailure } from './classify-failure.ts';
import type { RelayConfig } from './config.ts';
import { cutText } from './cut-text.ts';
import { grpcFailureOf } from './grpc-failure.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Suspension } from './suspension.ts';
import type { TemporalConnection } from './temporal-connection.ts';

/** A CommonJS module whose names Node does not see. */
const { temporal } = proto;

const { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } = temporal.api.enums.v1;

type Payloads = proto.temporal.api.common.v1.IPayloads;

/** Temporal's limit for workflow ids, `limit.maxIDLength`. */
const maxWorkflowIdLength = 255;

/** A server that does not say so much in this time cannot be used. */
export const probeTimeoutMs = 2_000;

export interface Starter {
  /** Starts the event's workflow, or finds the one that has its id; or signals it. Never throws. */
  start(event: ClaimedEvent): Promise<Answer>;
  /** Asks Temporal for our namespace and moves the breaker by the answer. Never throws. */
  probe(): Promise<void>;
  /** The same question, but only a bad answer moves the breaker. */
  answers(): Promise<boolean>;
}

/** What Temporal says when it is asked for our namespace. */
type ProbeAnswer = { readonly kind: 'answers' } | Exclude<Answer, { kind: 'running' }>;

/**
 * Starts and signals workflows by raw calls: the request id of the dispatch row makes a repeated
 * start return the first one's run, also when it has closed. A first start never makes a second run
 * of a workflow id; a reprocessing may, when the last run failed. A signal's request id is its
 * event's, also when it is reprocessed: a run takes it once. What Temporal answers opens and closes
 * the circuit breaker; what is known without asking does not.
 */
export function createStarter(
  { connection, namespace }: TemporalConnection,
  config: Pick<RelayConfig, 'rpcTimeoutMs' | 'maxInputBytes'>,
  lifecycle: Lifecycle,
  suspension: Suspension,
): Starter {
  const identity = 'a4c-relay';
  let asking: Promise<ProbeAnswer> | undefined;

  function call<Result>(
    rpc: () => Promise<Result>,
    timeoutMs = config.rpcTimeoutMs,
  ): Promise<Result> {
    return connection.withDeadline(Date.now() + timeoutMs, rpc);
  }

  async function start(event: ClaimedEvent): Promise<Answer> {
    if (event.known_run_id !== null) {
      return { kind: 'running', runId: event.known_run_id, outcome: 'attached' };
    }
    const refusal = refusalOf(event, config.maxInputBytes);
    if (refusal !== undefined) return refusal;
    try {
      const input = temporal.api.common.v1.Payloads.create({
        payloads: [defaultPayloadConverter.toPayload(workflowInput(event))],
      });
      // Measured before sending: over 4 MiB the server answers as if it were overloaded.
      const inputBytes = temporal.api.common.v1.Payloads.encode(input).finish().length;
      if (inputBytes > config.maxInputBytes) return tooLarge(inputBytes, config.maxInputBytes);
      const running =
        event.signal_name === null
          ? await startWorkflow(event, input)
          : await signalWorkflow(event, event.signal_name, input);
      lifecycle.emit('answered', {
        eventId: event.event_id,
        workflowId: event.workflow_id,
        receivedAtMs: performance.now(),
      });
      suspension.close();
      return running;
    } catch (error) {
      return await answerTo(event, error);
    }
  }

  /** A failure that is none of gRPC's is a defect of ours: it says nothing of Temporal. */
  async function answerTo(event: ClaimedEvent, error: unknown): Promise<Answer> {
    const answer = await settle(event, error);
    if (grpcFailureOf(error) === undefined) return answer;
    if (answer.kind === 'outage' || answer.kind === 'configuration') {
      suspension.open(answer.kind, answer.message);
    } else {
      suspension.close();
    }
    return answer;
  }

  async function startWorkflow(event: ClaimedEvent, input: Payloads): Promise<Answer> {
    const isFirst = event.request_id === event.event_id;
    const { runId, started } = await call(() =>
      connection.workflowService.startWorkflowExecution({
        namespace,
        identity,
        requestId: event.request_id,
        workflowId: event.workflow_id,
        workflowType: { name: event.workflow_type },
        taskQueue: { name: event.task_queue },
        input,
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
        workflowIdReusePolicy: isFirst
          ? WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE
          : WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY,
      }),
    );
    return { kind: 'running', runId, outcome: started ? 'started' : 'attached' };
  }

  /** The answer to a signal names no run, so it is asked for; if that fails, both are repeated. */
  async function signalWorkflow(
    event: ClaimedEvent,
    signalName: string,
    input: Payloads,
  ): Promise<Answer> {
    await call(() =>
      connection.workflowService.signalWorkflowExecution({
        namespace,
        identity,
        requestId: event.event_id,
        workflowExecution: { workflowId: event.workflow_id },
        signalName,
        input,
      }),
    );
    return { kind: 'running', runId: await firstRunId(event), outcome: 'started' };
  }

  async function settle(event: ClaimedEvent, error: unknown): Promise<Answer> {
    const found = classifyFailure(error);
    if (found.kind === 'failed' && found.code === 'ALREADY_EXISTS') return describe(event, found);
    if (found.kind !== 'unclear') return found;
    const { code, message } = found;
    const answer = await ask();
    if (answer.kind === 'answers') return { kind: 'failed', code, message };
    if (answer.kind === 'configuration') return answer;
    return { kind: 'outage', code, message };
  }

  /** For servers that leave the run id out of the error. */
  async function describe(event: ClaimedEvent, otherwise: Answer): Promise<Answer> {
    try {
      return { kind: 'running', runId: await firstRunId(event), outcome: 'attached' };
    } catch {
      return otherwise;
    }
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

  async function probe(): Promise<void> {
    if (await answers()) suspension.close();
  }

  async function answers(): Promise<boolean> {
    const answer = await ask();
    if (answer.kind === 'answers') return true;
    suspension.open(answer.kind === 'configuration' ? 'configuration' : 'outage', answer.message);
    return false;
  }

  /** One question at a time serves all calls that failed together. */
  function ask(): Promise<ProbeAnswer> {
    asking ??= askForNamespace().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  async function askForNamespace(): Promise<ProbeAnswer> {
    try {
      await call(
        () => connection.workflowService.describeNamespace({ namespace }),
        Math.min(config.rpcTimeoutMs, probeTimeoutMs),
      );
      return { kind: 'answers' };
    } catch (error) {
      const found = classifyFailure(error);
      if (found.kind === 'configuration') return found;
      // A namespace that is not there answers a plain NOT_FOUND to this call.
      const missing = grpcFailureOf(error)?.code === 'NOT_FOUND';
      const { code, message } =
        found.kind === 'running' ? { code: 'UNKNOWN', message: String(error) } : found;
      return { kind: missing ? 'configuration' : 'outage', code, message: cutText(message) };
    }
  }

  return { start, probe, answers };
}

function workflowInput(event: ClaimedEvent): Record<string, unknown> {
  return {
    event_id: event.event_id,
    event_type: event.event_type,
    event_version: event.event_version,
    aggregate_id: event.aggregate_id,
    data: event.event_data,
    metadata: event.event_metadata,
  };
}

/** What is known to be hopeless without asking Temporal. */
function refusalOf(event: ClaimedEvent, maxInputBytes: number): Answer | undefined {
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

function tooLarge(bytes: number, limit: number): Answer {
  return {
    kind: 'hopeless',
    code: 'input_too_large',
    message:
      `The workflow's input has ${bytes} bytes, Temporal takes ${limit}. ` +
      'Store large content elsewhere and emit an event that refers to it.',
  };
}
