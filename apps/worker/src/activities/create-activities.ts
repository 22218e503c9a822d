import { activateOrganizationActivity } from './activate-organization-activity.ts';
import type { ActivityDependencies } from './activity-dependencies.ts';
import { admitUserActivity } from './admit-user-activity.ts';
import { assignOwnerActivity } from './assign-owner-activity.ts';
import { createOrganizationActivity } from './create-organization-activity.ts';
import { createOwnerActivity } from './create-owner-activity.ts';
import { deleteOrganizationActivity } from './delete-organization-activity.ts';
import { deleteOwnerActivity } from './delete-owner-activity.ts';
import { deprovisionSubdomainActivity } from './deprovision-subdomain-activity.ts';
import { expireInvitationActivity } from './expire-invitation-activity.ts';
import { failBootstrapActivity } from './fail-bootstrap-activity.ts';
import { openInvitationActivity } from './open-invitation-activity.ts';
import { provisionSubdomainActivity } from './provision-subdomain-activity.ts';
import { sendInvitationActivity } from './send-invitation-activity.ts';
import { sendWelcomeEmailActivity } from './send-welcome-email-activity.ts';
import { toApplicationFailure } from './to-application-failure.ts';
import { unassignOwnerActivity } from './unassign-owner-activity.ts';

/**
 * The activities as Temporal runs them, under their functions' names. Each may be repeated: a retry
 * after a commit whose answer was lost changes nothing and emits nothing again.
 */
export function createActivities(dependencies: ActivityDependencies) {
  const bound =
    <Input, Result>(activity: (given: ActivityDependencies, input: Input) => Promise<Result>) =>
    async (input: Input): Promise<Result> => {
      try {
        return await activity(dependencies, input);
      } catch (error) {
        throw toApplicationFailure(error);
      }
    };
  return {
    createOrganizationActivity: bound(createOrganizationActivity),
    createOwnerActivity: bound(createOwnerActivity),
    assignOwnerActivity: bound(assignOwnerActivity),
    provisionSubdomainActivity: bound(provisionSubdomainActivity),
    sendWelcomeEmailActivity: bound(sendWelcomeEmailActivity),
    activateOrganizationActivity: bound(activateOrganizationActivity),
    deprovisionSubdomainActivity: bound(deprovisionSubdomainActivity),
    unassignOwnerActivity: bound(unassignOwnerActivity),
    deleteOwnerActivity: bound(deleteOwnerActivity),
    deleteOrganizationActivity: bound(deleteOrganizationActivity),
    failBootstrapActivity: bound(failBootstrapActivity),
    openInvitationActivity: bound(openInvitationActivity),
    sendInvitationActivity: bound(sendInvitationActivity),
    expireInvitationActivity: bound(expireInvitationActivity),
    admitUserActivity: bound(admitUserActivity),
  };
}

/** The activities' signatures; workflows know no more of them than this type. */
export type Activities = ReturnType<typeof createActivities>;
