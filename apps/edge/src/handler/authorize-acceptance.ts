import { bearerTokenOf } from './authenticate.ts';
import type { Authorize, StoredFacts, UncheckedEvent } from './emit-function.ts';
import { ProblemError } from './problem.ts';

/** What accepting an invitation needs. */
export interface AcceptancePorts {
  /** The issue number of a token that was made for this invitation; undefined for everything else. */
  readonly issueOf: (invitationId: string, token: string) => number | undefined;
  /**
   * Marks the invitation as accepted and stores the event, both or neither; finds the event when it
   * was stored before. `used`: another acceptance came first. `over`: it expired, or its token was
   * replaced by a newer one.
   */
  readonly acceptInvitation: (
    event: UncheckedEvent,
    issueNumber: number,
  ) => Promise<StoredFacts | 'used' | 'over'>;
}

/**
 * Who accepts an invitation is whoever holds its token: the invitation is the principal, and no user
 * is signed in. A token that was not made for this invitation is refused before anything is looked
 * up, so that nobody learns which invitations exist.
 */
export function authorizeAcceptance({ issueOf, acceptInvitation }: AcceptancePorts): Authorize {
  return (headers, invitationId) => {
    const issueNumber = issueOf(invitationId, bearerTokenOf(headers));
    if (issueNumber === undefined) throw foreignToken();
    return {
      principal: invitationId,
      async emitEvent(event) {
        const outcome = await acceptInvitation(event, issueNumber);
        if (outcome === 'used') throw used();
        if (outcome === 'over') throw over();
        return outcome;
      },
    };
  };
}

function foreignToken(): ProblemError {
  return new ProblemError('invalid_token', {
    detail: 'The token is not that of this invitation. Use the link of the e-mail unchanged.',
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  });
}

function used(): ProblemError {
  return new ProblemError('invitation_used', {
    detail: 'This invitation was accepted before, and that happens once. Sign in instead.',
  });
}

function over(): ProblemError {
  return new ProblemError('invitation_expired', {
    detail:
      'This invitation has expired, or a newer one was sent. Use the newest or ask for another.',
  });
}
