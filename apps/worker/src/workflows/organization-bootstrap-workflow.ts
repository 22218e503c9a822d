import type { EventData, WorkflowInput } from '@a4c/contracts';
import {
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  log,
  TemporalFailure,
} from '@temporalio/workflow';

import type { BootstrapRequest } from '../activities/bootstrap-request.ts';
import { failureReason } from './failure-reason.ts';
import * as act from './organization-bootstrap-steps.ts';

type Stage = EventData<'organization.bootstrap_failed'>['stage'];

interface Compensation {
  readonly stage: Stage;
  readonly undo: () => Promise<void>;
}

/**
 * Sets up an organization: its row, its owner, its subdomain if it wants one, the welcome e-mail;
 * then `organization.created`. When a step fails for good, or the workflow is cancelled before the
 * last step, the steps done before are undone in reverse order, `organization.bootstrap_failed` is
 * emitted, and the workflow fails with an ApplicationFailure of type `bootstrap_failed`, so that
 * reprocessing its event starts it again. A sent e-mail cannot be undone.
 */
export async function organizationBootstrapWorkflow(
  input: WorkflowInput<'organization.bootstrap_initiated'>,
): Promise<void> {
  const request = requestFrom(input);
  const { name, slug, tier, owner_email, subdomain_enabled } = input.data;
  const compensations: Compensation[] = [];
  let stage: Stage = 'create_organization';

  /** Notes how to undo a step before doing it: one whose answer is lost may have been done. */
  function begin(next: Stage, undo?: () => Promise<void>): void {
    stage = next;
    if (undo !== undefined) compensations.unshift({ stage, undo });
  }

  try {
    begin('create_organization', () => act.deleteOrganizationActivity(request));
    const organization = { ...request, name, slug, tier };
    const { already_active } = await act.createOrganizationActivity(organization);

    if (!already_active) {
      begin('create_owner', () => act.deleteOwnerActivity(request));
      const { owner_id } = await act.createOwnerActivity({ ...request, owner_email });

      begin('assign_owner', () => act.unassignOwnerActivity(request));
      await act.assignOwnerActivity({ ...request, owner_id });

      let subdomain: string | undefined;
      if (subdomain_enabled) {
        begin('provision_subdomain', () => act.deprovisionSubdomainActivity({ ...request, slug }));
        ({ subdomain } = await act.provisionSubdomainActivity({ ...request, slug }));
      }

      begin('send_welcome_email');
      await act.sendWelcomeEmailActivity({
        ...request,
        owner_id,
        owner_email,
        organization_name: name,
        ...(subdomain !== undefined && { subdomain }),
      });
    }

    begin('activate_organization');
    refuseWhenCancelled();
    // No way back once it has begun: it may have been committed whatever its answer.
    await CancellationScope.nonCancellable(() => act.activateOrganizationActivity(request));
  } catch (error) {
    // Anything else is a mistake in this code: Temporal tries the task again until it is repaired.
    if (!(error instanceof TemporalFailure)) throw error;
    await CancellationScope.nonCancellable(() => fail(request, stage, error, compensations));
  }
}

async function fail(
  request: BootstrapRequest,
  stage: Stage,
  error: TemporalFailure,
  compensations: readonly Compensation[],
): Promise<never> {
  const not_undone = await undoAll(request, compensations);
  const reason = failureReason(error);
  await act.failBootstrapActivity({ ...request, stage, reason, not_undone });
  throw ApplicationFailure.create({
    type: 'bootstrap_failed',
    message: `The bootstrap failed at stage ${stage}: ${reason}`,
    nonRetryable: true,
    details: [{ stage, not_undone }],
    cause: error,
  });
}

/** Undoes in the given order, goes on after a failure, and returns the stages that are not undone. */
async function undoAll(
  request: BootstrapRequest,
  compensations: readonly Compensation[],
): Promise<Stage[]> {
  const { event_id, correlation_id } = request;
  const notUndone: Stage[] = [];
  for (const { stage, undo } of compensations) {
    try {
      await undo();
    } catch (error) {
      if (!(error instanceof TemporalFailure)) throw error;
      const reason = failureReason(error);
      log.error('a step is not undone', { stage, reason, event_id, correlation_id });
      notUndone.push(stage);
    }
  }
  return notUndone;
}

/** A cancellation that came while a step ran is seen only when the next one is scheduled. */
function refuseWhenCancelled(): void {
  if (CancellationScope.current().consideredCancelled) {
    throw new CancelledFailure('The workflow was cancelled.');
  }
}

function requestFrom({
  event_id,
  aggregate_id,
  metadata: { correlation_id, user_id },
}: WorkflowInput<'organization.bootstrap_initiated'>): BootstrapRequest {
  return {
    event_id,
    organization_id: aggregate_id,
    ...(correlation_id !== undefined && { correlation_id }),
    ...(user_id !== undefined && { user_id }),
  };
}
