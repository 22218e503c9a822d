import type { EventContract } from './define-event.ts';
import { organizationBootstrapFailed } from './events/organization/bootstrap-failed.ts';
import { organizationBootstrapInitiated } from './events/organization/bootstrap-initiated.ts';
import { organizationCreated } from './events/organization/created.ts';
import { organizationOwnerAssigned } from './events/organization/owner-assigned.ts';
import { organizationSubdomainProvisioned } from './events/organization/subdomain-provisioned.ts';
import { organizationWelcomeEmailSent } from './events/organization/welcome-email-sent.ts';
import { userCreated } from './events/user/created.ts';
import { userInvitationAccepted } from './events/user/invitation-accepted.ts';
import { userInvitationExpired } from './events/user/invitation-expired.ts';
import { userInvitationInitiated } from './events/user/invitation-initiated.ts';
import { userInvitationSent } from './events/user/invitation-sent.ts';

/** Every event type, one a line, sorted by type. `nx g event-type` adds lines. */
export const registry = [
  organizationBootstrapFailed, //
  organizationBootstrapInitiated, //
  organizationCreated, //
  organizationOwnerAssigned, //
  organizationSubdomainProvisioned, //
  organizationWelcomeEmailSent, //
  userCreated, //
  userInvitationAccepted, //
  userInvitationExpired, //
  userInvitationInitiated, //
  userInvitationSent, //
] as const satisfies readonly EventContract[];
