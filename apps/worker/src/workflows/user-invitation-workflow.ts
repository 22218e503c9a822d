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
import * as act from './invitation-steps.ts';

type ExpiryReason = EventData<'user.invitation_expired'>['reason'];

/** The row's own time is seven days too, counted by the database: the edge accepts nothing later. */
const reminderAfter = '3 days';
const expiryAfterReminder = '4 days';

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
 * Whether an invitation is accepted or expired is decided by its row alone. The signal only wakes: a
 * workflow that finds the row accepted does not wait for it.
 */
export async function userInvitationWorkflow(
  input: WorkflowInput<'user.invitation_initiated'>,
): Promise<void> {
  let isAccepted = false;
  setHandler(invitationAccepted, () => {
    isAccepted = true;
  });
  const request = requestFrom(input);
  try {
    const { already_accepted, issue_number } = await act.openInvitationActivity({
      ...request,
      ...input.data,
    });
    isAccepted ||= already_accepted;
    if (!isAccepted) {
      await act.sendInvitationActivity({ ...request, issue_number, kind: 'invitation' });
      await condition(() => isAccepted, reminderAfter);
    }
    if (!isAccepted) {
      await remind({ ...request, issue_number });
      await condition(() => isAccepted, expiryAfterReminder);
    }
  } catch (error) {
    // Anything else is a mistake in this code: Temporal tries the task again until it is repaired.
    if (!(error instanceof TemporalFailure)) throw error;
    await CancellationScope.nonCancellable(() => fail(request, error));
    return;
  }
  // No way back from here: what was accepted is carried out, whoever cancels.
  await CancellationScope.nonCancellable(() => end(request, isAccepted, 'not_accepted'));
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

/** Carries an acceptance out, or ends the invitation. Resolves with whether it was accepted. */
async function end(
  request: InvitationRequest,
  isAccepted: boolean,
  reason: ExpiryReason,
): Promise<boolean> {
  const accepted =
    isAccepted || (await act.expireInvitationActivity({ ...request, reason })).was_accepted;
  if (accepted) await act.admitUserActivity(request);
  return accepted;
}

async function fail(request: InvitationRequest, error: TemporalFailure): Promise<void> {
  const reason = isCancellation(error) ? 'withdrawn' : 'not_sent';
  if (await end(request, false, reason)) return;
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
