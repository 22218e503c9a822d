/** There is nothing to be invited to. */
export class OrganizationMissingError extends Error {
  readonly code = 'organization_missing';

  constructor(organizationId: string, cause: unknown) {
    super(
      `Organization ${organizationId} does not exist. Invite the person again once it is set up, or to another one.`,
      { cause },
    );
    this.name = 'OrganizationMissingError';
  }
}

/** The invitation's row is not in a state that this step can work on. */
export class InvitationStateError extends Error {
  readonly code = 'invitation_state';

  constructor(invitationId: string, state: string, wanted: string) {
    super(
      `Invitation ${invitationId} is ${state} and should be ${wanted}. ` +
        'Look at its row in invitations_projection and correct it, then reprocess the event that asked for it.',
    );
    this.name = 'InvitationStateError';
  }
}
