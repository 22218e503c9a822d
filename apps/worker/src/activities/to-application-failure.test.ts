import { InvalidEventError } from '@a4c/contracts';
import { CancelledFailure } from '@temporalio/common';
import { DatabaseError } from 'pg';
import { expect, test } from 'vitest';

import { DnsRefusedError, DnsUnavailableError, SubdomainTakenError } from '../dns/dns-errors.ts';
import { EmailRefusedError, EmailUnavailableError } from '../email/email-errors.ts';
import { OrganizationStateError, SlugTakenError, UserVanishedError } from './bootstrap-errors.ts';
import { toApplicationFailure } from './to-application-failure.ts';

test.each([
  [new SlugTakenError('acme', undefined), true],
  [new OrganizationStateError('an-id', 'inactive', 'provisioning'), true],
  [new UserVanishedError(), false],
  [new SubdomainTakenError('acme.example.com'), true],
  [new DnsRefusedError('create "acme.example.com"', 'status 400'), true],
  [new DnsUnavailableError('create "acme.example.com"', 'status 500'), false],
  [new EmailRefusedError('reply 550'), true],
  [new EmailUnavailableError('reply 450'), false],
  [new InvalidEventError('user.created', [{ path: 'event_data.email', rule: 'required' }]), true],
])('%s is final: %s', (error, nonRetryable) => {
  const { code: type, message } = error;
  expect(toApplicationFailure(error)).toMatchObject({ type, message, nonRetryable });
});

test('the time that a provider asks for is waited', () => {
  const failure = toApplicationFailure(new DnsUnavailableError('look up', 'status 429', 7_000));
  expect(failure).toMatchObject({ nextRetryDelay: 7_000 });
});

test.each([
  ['23503', true],
  ['22P02', true],
  ['40P01', false],
  ['57P01', false],
])('a database error %s is final: %s, and its text stays out', (code, nonRetryable) => {
  const error = Object.assign(new DatabaseError('said with "a value"', 0, 'error'), { code });
  const failure = toApplicationFailure(error);
  expect(failure).toMatchObject({ type: 'database_error', nonRetryable, cause: undefined });
  expect(failure.message).toContain(code);
  expect(failure.message).not.toContain('a value');
});

test('an unknown error is tried again, and its text stays out of the message', () => {
  const cause = new TypeError('reading "a value"');
  const failure = toApplicationFailure(cause);
  expect(failure).toMatchObject({ type: 'unexpected_error', nonRetryable: false, cause });
  expect(failure.message).toContain('TypeError');
  expect(failure.message).not.toContain('a value');
});

test("what is Temporal's already is left alone", () => {
  const cancelled = new CancelledFailure('cancelled');
  expect(toApplicationFailure(cancelled)).toBe(cancelled);
});
