import type { EventData, WorkflowInput } from '@a4c/contracts';
import {
  ApplicationFailure,
  CancellationScope,
  condition,
  defineSignal,
  isCancellation,
  log,
  setHandler,
  TemporalFailure,
} from '@temporalio/workflow';

import type { InvitationRequest } from '../activities/invitation-request.ts';
import { failureReason } from './failure-reason.ts';
import * as act from './user-invitation-steps.ts';

type ExpiryReason = EventData<'user.invitation_expired'>['reason'];

/** The row's own time is seven days too, counted by the database: the edge accepts nothing later. */
const reminderAfter = '3 days';
const expiryAfterReminder = '4 days';
/** A signal that is queued comes within seconds; an outage or a paused route may take hours. */
const longestSignalDelay = '1 day';

/** Comes with `user.invitation_accepted`, by the relay. */
const invitationAccepted =
  defineSignal<[WorkflowInput<'user.invitation_accepted'>]>('invitationAccepted');

/**
 * Invites a person: sends a link, reminds once after three days, and ends in one of two ways. Accepted:
 * the account and the membership exist. Not accepted within seven days: `user.invitation_expired`.
 * Both are outcomes of the business, so the workflow completes. It fails, after the same event, when
 * the invitation could not be sent or was cancelled; reprocessing its event then invites again, with
 * a new link.
 *
 * Whether an invitation is accepted or expired is decided by its row alone. A workflow that finds the
 * row accepted carries that out without waiting for the signal, but does not end before it: a signal
 * that finds no running workflow would be a dead letter of an acceptance that was carried out.
 */
export async function userInvitationWorkflow(
  input: WorkflowInput<'user.invitation_initiated'>,
): Promise<void> {
  let wasSignalled = false;
  setHandler(invitationAccepted, () => {
    wasSignalled = true;
  });
  const isSignalled = () => wasSignalled;
  const request = requestFrom(input);
  let isAccepted: boolean;
  try {
    isAccepted = await invite(request, input.data, isSignalled);
  } catch (error) {
    // Anything else is a mistake in this code: Temporal tries the task again until it is repaired.
    if (!(error instanceof TemporalFailure)) throw error;
    await CancellationScope.nonCancellable(() => fail(request, error, isSignalled));
    return;
  }
  // No way back from here: what was accepted is carried out, whoever cancels.
  await CancellationScope.nonCancellable(async () => {
    if (isAccepted || (await expire(request, 'not_accepted'))) await admit(request, isSignalled);
  });
}

/** Sends, waits and reminds. Resolves with whether the acceptance is known by then. */
async function invite(
  request: InvitationRequest,
  data: EventData<'user.invitation_initiated'>,
  isSignalled: () => boolean,
): Promise<boolean> {
  const { already_accepted, issue_number } = await act.openInvitationActivity({
    ...request,
    ...data,
  });
  if (already_accepted || isSignalled()) return true;
  await act.sendInvitationActivity({ ...request, issue_number, kind: 'invitation' });
  await condition(isSignalled, reminderAfter);
  if (isSignalled()) return true;
  await remind({ ...request, issue_number });
  await condition(isSignalled, expiryAfterReminder);
  return isSignalled();
}

/** A reminder that cannot be sent leaves the first e-mail's link valid. */
async function remind(request: InvitationRequest & { readonly issue_number: number }) {
  try {
    await act.sendInvitationActivity({ ...request, kind: 'reminder' });
  } catch (error) {
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    log.warn('the reminder was not sent', { reason: failureReason(error) });
  }
}

/** Ends a pending invitation. Resolves with whether an acceptance came first. */
async function expire(request: InvitationRequest, reason: ExpiryReason): Promise<boolean> {
  return (await act.expireInvitationActivity({ ...request, reason })).was_accepted;
}

/** Carries the acceptance out, then lets its signal find this run. */
async function admit(request: InvitationRequest, isSignalled: () => boolean): Promise<void> {
  const { signal_is_due } = await act.admitUserActivity(request);
  // Histories from before the wait have no such field, and go on without it.
  if (!signal_is_due || isSignalled()) return;
  await condition(isSignalled, longestSignalDelay);
  if (isSignalled()) return;
  log.warn('the acceptance was carried out; its signal did not come', {
    invitation_id: request.invitation_id,
  });
}

async function fail(
  request: InvitationRequest,
  error: TemporalFailure,
  isSignalled: () => boolean,
): Promise<void> {
  if (await expire(request, isCancellation(error) ? 'withdrawn' : 'not_sent')) {
    await admit(request, isSignalled);
    return;
  }
  throw isCancellation(error)
    ? error
    : ApplicationFailure.create({
        type: 'invitation_failed',
        message: `The invitation was not sent: ${failureReason(error)}`,
        nonRetryable: true,
        cause: error,
      });
}

function requestFrom({
  aggregate_id,
  metadata: { correlation_id, user_id },
}: WorkflowInput<'user.invitation_initiated'>): InvitationRequest {
  return {
    invitation_id: aggregate_id,
    ...(correlation_id !== undefined && { correlation_id }),
    ...(user_id !== undefined && { user_id }),
  };
}
