import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import { DatabaseError } from 'pg';

/** What our errors mean for Temporal, by their `code`: whether trying again can help. */
const retryable: Readonly<Record<string, boolean>> = {
  dns_refused: false,
  dns_unavailable: true,
  email_refused: false,
  email_unavailable: true,
  invalid_event: false,
  invitation_state: false,
  organization_missing: false,
  organization_state: false,
  slug_taken: false,
  subdomain_taken: false,
  unknown_event_type: false,
  user_vanished: true,
};

/** SQLSTATE classes that a retry meets again: data exceptions and constraint violations. */
const finalClasses = new Set(['22', '23']);

/**
 * Translates what an activity threw, once and for all activities. The message goes into Temporal's
 * history and into `organization.bootstrap_failed`, so it holds only text of our own: what a driver
 * or a server says may repeat data.
 */
export function toApplicationFailure(error: unknown): TemporalFailure {
  if (error instanceof TemporalFailure) return error;
  if (!(error instanceof Error)) return unexpected('a value that is no error', undefined);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const mayRetry = code === undefined ? undefined : retryable[code];
  if (code !== undefined && mayRetry !== undefined) {
    return ApplicationFailure.create({
      type: code,
      message: error.message,
      nonRetryable: !mayRetry,
      ...retryDelayOf(error),
    });
  }
  if (error instanceof DatabaseError) return fromDatabase(error);
  return unexpected(code === undefined ? error.name : `${error.name} ${code}`, error);
}

function fromDatabase({ code = 'unknown', constraint }: DatabaseError): ApplicationFailure {
  const rule = constraint === undefined ? '' : ` by constraint ${constraint}`;
  return ApplicationFailure.create({
    type: 'database_error',
    message: `The database refused a statement with SQLSTATE ${code}${rule}. Its log names the statement.`,
    nonRetryable: finalClasses.has(code.slice(0, 2)),
  });
}

/** Of unknown nature, so it is tried again: a repair or a restart may help. */
function unexpected(what: string, cause: Error | undefined): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'unexpected_error',
    message: `The activity threw ${what}. The workflow's history in Temporal holds the cause.`,
    ...(cause !== undefined && { cause }),
  });
}

function retryDelayOf(error: Error): { nextRetryDelay?: number } {
  const delay = 'retryAfterMs' in error ? error.retryAfterMs : undefined;
  return typeof delay === 'number' ? { nextRetryDelay: delay } : {};
}
