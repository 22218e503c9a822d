import { expect, test } from 'vitest';

import { problemOf } from './problem-of.ts';
import { ProblemError, problemResponse } from './problem.ts';

const failing = (code: string) => Object.assign(new Error('secret payload'), { code });

test.each([
  ['ECONNREFUSED', 'database_unavailable'],
  ['EAI_AGAIN', 'database_unavailable'],
  ['08006', 'database_unavailable'],
  ['28P01', 'database_unavailable'],
  ['53300', 'database_unavailable'],
  ['57014', 'database_unavailable'],
  ['57P01', 'database_unavailable'],
  ['3D000', 'database_unavailable'],
  ['25006', 'database_unavailable'],
  ['42501', 'database_not_ready'],
  ['42P01', 'database_not_ready'],
  ['unknown_event_type', 'database_not_ready'],
  ['23514', 'internal_error'],
  ['XX000', 'internal_error'],
  ['invalid_event', 'internal_error'],
  ['ERR_INVALID_ARG_TYPE', 'internal_error'],
])('an error with the code %s is %s', (code, problem) => {
  expect(problemOf(failing(code), 'incident-1').code).toBe(problem);
});

test.each([
  'Connection terminated unexpectedly',
  'timeout exceeded when trying to connect',
  'Query read timeout',
])('"%s" of node-postgres is an outage', (message) => {
  expect(problemOf(new Error(message), 'incident-1').code).toBe('database_unavailable');
});

test('a defect tells its incident id and nothing of the error', async () => {
  const response = problemResponse(problemOf(new Error('secret payload'), 'incident-1'));
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    type: 'urn:a4c-events:problem:internal_error',
    title: 'Unexpected error',
    status: 500,
    code: 'internal_error',
    detail: 'The service has a defect. Report the incident id to its operator.',
    incident_id: 'incident-1',
  });
});

test('a problem stays what it is', () => {
  const problem = new ProblemError('not_found', { detail: 'Nothing is here.' });
  expect(problemOf(problem, 'incident-1')).toBe(problem);
});
