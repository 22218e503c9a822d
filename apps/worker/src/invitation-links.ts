import { createInvitationTokens } from '@a4c/service/invitation-token';

/** Makes the links by which invitations are accepted. */
export interface InvitationLinks {
  /** Holds the token: for the e-mail only. */
  linkFor(invitationId: string, issueNumber: number): string;
}

export interface InvitationSettings {
  readonly secret: string;
  /** The page that accepts, with `{invitation_id}` and `{token}` in it. */
  readonly urlTemplate: string;
}

/** Links with tokens under the secret that the edge has too. */
export function createInvitationLinks({
  secret,
  urlTemplate,
}: InvitationSettings): InvitationLinks {
  const tokens = createInvitationTokens(secret);
  return {
    linkFor: (invitationId, issueNumber) =>
      urlTemplate
        .replaceAll('{invitation_id}', invitationId)
        .replaceAll('{token}', tokens.tokenFor(invitationId, issueNumber)),
  };
}
