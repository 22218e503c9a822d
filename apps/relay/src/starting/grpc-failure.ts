import proto from '@temporalio/proto';

/** A CommonJS module whose names Node does not see. */
const { google, temporal } = proto;

const details = temporal.api.errordetails.v1;

/** gRPC status codes by number, as the specification lists them. */
const codeNames = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

/** A failed gRPC call: its status and the details that Temporal adds to it. */
export interface GrpcFailure {
  readonly code: (typeof codeNames)[number];
  readonly message: string;
  /** Run that has the workflow id already. */
  readonly existingRunId: string | undefined;
  readonly namespaceIsMissing: boolean;
  /** No run of that workflow id takes signals: there is none, or the last one has closed. */
  readonly workflowIsMissing: boolean;
  /** The server limits the rate of calls, as opposed to refusing one for its size. */
  readonly isThrottled: boolean;
}

/** Reads a gRPC error. Undefined for anything else, a defect of ours included. */
export function grpcFailureOf(error: unknown): GrpcFailure | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') {
    return undefined;
  }
  const code = codeNames[error.code];
  if (code === undefined) return undefined;
  const message = 'details' in error ? String(error.details) : error.message;
  const found = statusDetails(error);
  const alreadyStarted = found.get('WorkflowExecutionAlreadyStartedFailure');
  return {
    code,
    message,
    existingRunId: alreadyStarted
      ? details.WorkflowExecutionAlreadyStartedFailure.decode(alreadyStarted).runId || undefined
      : undefined,
    namespaceIsMissing: found.has('NamespaceNotFoundFailure'),
    workflowIsMissing: found.has('NotFoundFailure'),
    isThrottled: code === 'RESOURCE_EXHAUSTED' && found.has('ResourceExhaustedFailure'),
  };
}

/**
 * Details by the last part of their type's name. The trailer holds a serialized google.rpc.Status; one
 * that cannot be read counts as none, since the status code alone says what to do.
 */
function statusDetails(error: Error): Map<string, Uint8Array> {
  const metadata: unknown = 'metadata' in error ? error.metadata : undefined;
  const trailer = hasGet(metadata) ? metadata.get('grpc-status-details-bin')[0] : undefined;
  if (!(trailer instanceof Uint8Array)) return new Map();
  try {
    return new Map(
      google.rpc.Status.decode(trailer).details.map((any) => [
        any.type_url?.split('.').at(-1) ?? '',
        any.value ?? new Uint8Array(),
      ]),
    );
  } catch {
    return new Map();
  }
}

function hasGet(value: unknown): value is { get(key: string): unknown[] } {
  return typeof value === 'object' && value !== null && 'get' in value;
}
