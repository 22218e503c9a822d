import proto from '@temporalio/proto';
import { expect, test } from 'vitest';

import { classifyFailure } from './classify-failure.ts';

/** A CommonJS module whose names Node does not see. */
const { google, temporal } = proto;

test.each([
  [1, 'unclear'],
  [2, 'unclear'],
  [3, 'hopeless'],
  [4, 'unclear'],
  [5, 'failed'],
  [7, 'configuration'],
  [8, 'unclear'],
  [9, 'hopeless'],
  [10, 'unclear'],
  [13, 'unclear'],
  [14, 'unclear'],
  [16, 'configuration'],
])('gRPC status %i is %s', (code, kind) => {
  expect(classifyFailure(grpcError(code)).kind).toBe(kind);
});

test('a closed workflow with this id is a success with its run id', () => {
  const failure = temporal.api.errordetails.v1.WorkflowExecutionAlreadyStartedFailure;
  const error = grpcError(
    6,
    failure.encode({ runId: 'run-1' }).finish(),
    'WorkflowExecutionAlreadyStartedFailure',
  );
  expect(classifyFailure(error)).toEqual({ kind: 'running', runId: 'run-1', outcome: 'attached' });
});

test('a rate limit is an outage, a message over the size limit is not', () => {
  const failure = temporal.api.errordetails.v1.ResourceExhaustedFailure;
  const limited = grpcError(8, failure.encode({}).finish(), 'ResourceExhaustedFailure');
  expect(classifyFailure(limited).kind).toBe('outage');
});

test('a missing namespace is a matter of configuration', () => {
  const failure = temporal.api.errordetails.v1.NamespaceNotFoundFailure;
  const missing = grpcError(
    5,
    failure.encode({ namespace: 'x' }).finish(),
    'NamespaceNotFoundFailure',
  );
  expect(classifyFailure(missing).kind).toBe('configuration');
});

test('a signal to a workflow that does not run is a failure of its own kind', () => {
  const failure = temporal.api.errordetails.v1.NotFoundFailure;
  const missing = grpcError(5, failure.encode({}).finish(), 'NotFoundFailure');
  expect(classifyFailure(missing)).toEqual({
    kind: 'failed',
    code: 'no_running_workflow',
    message: expect.stringContaining('(said by the server)'),
  });
});

test('a defect of the relay is told and tried again', () => {
  expect(classifyFailure(new TypeError('x is undefined'))).toEqual({
    kind: 'failed',
    code: 'relay_error',
    message: 'The start failed in the relay: TypeError: x is undefined',
  });
});

test('details that cannot be read count as none', () => {
  const error = Object.assign(new Error('gRPC error'), {
    code: 13,
    details: 'internal',
    metadata: { get: () => [new Uint8Array([0x0a, 0x7f, 0x01])] },
  });
  expect(classifyFailure(error)).toEqual({
    kind: 'unclear',
    code: 'INTERNAL',
    message: 'internal',
  });
});

function grpcError(code: number, detail?: Uint8Array, type = ''): Error {
  const trailer = google.rpc.Status.encode({
    code,
    details: detail
      ? [{ type_url: `type.googleapis.com/temporal.api.errordetails.v1.${type}`, value: detail }]
      : [],
  }).finish();
  return Object.assign(new Error('gRPC error'), {
    code,
    details: 'said by the server',
    metadata: { get: () => (detail ? [trailer] : []) },
  });
}
