import type { EventContract } from './define-event.ts';
import { organizationBootstrapFailed } from './events/organization/bootstrap-failed.ts';
import { organizationBootstrapInitiated } from './events/organization/bootstrap-initiated.ts';
import { organizationCreated } from './events/organization/created.ts';
import { organizationOwnerAssigned } from './events/organization/owner-assigned.ts';
import { organizationSubdomainProvisioned } from './events/organization/subdomain-provisioned.ts';
import { organizationWelcomeEmailSent } from './events/organization/welcome-email-sent.ts';
import { userCreated } from './events/user/created.ts';

/** Every event type, one a line, sorted by type. `nx g event-type` adds lines. */
export const registry = [
  organizationBootstrapFailed, //
  organizationBootstrapInitiated, //
  organizationCreated, //
  organizationOwnerAssigned, //
  organizationSubdomainProvisioned, //
  organizationWelcomeEmailSent, //
  userCreated, //
] as const satisfies readonly EventContract[];
