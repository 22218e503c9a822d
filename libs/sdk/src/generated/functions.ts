// Generated from libs/contracts by "nx sync". Do not edit.

export { acceptInvitation, type AcceptInvitationBody } from './accept-invitation.ts';
export { createOrganization, type CreateOrganizationBody } from './create-organization.ts';
export { inviteUser, type InviteUserBody } from './invite-user.ts';
