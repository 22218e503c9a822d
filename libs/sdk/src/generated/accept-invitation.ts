// Generated from libs/contracts by "nx sync". Do not edit.

import type { Client } from '../create-client.ts';
import { type EmitOptions, type EmittedEvent, emitEvent } from '../emit-event.ts';
import { requireUuid } from '../uuid.ts';
import { type BrokenRule } from './validator-runtime/broken-rules.ts';
import { isText } from './validator-runtime/check-lengths.ts';
import { isObject } from './validator-runtime/check-objects.ts';

/** Data of `user.invitation_accepted`, less what the server fills in. */
export interface AcceptInvitationBody {
  display_name?: string | undefined;
}

/**
 * The invited person accepted with the token of the e-mail. Happens at most once.
 * Emits `user.invitation_accepted`.
 * Needs the permission `invitation.accept`.
 *
 * @throws ValidationError before anything is sent; ProblemError, NetworkError, TimeoutError
 */
export async function acceptInvitation(
  client: Client,
  invitationId: string,
  body: AcceptInvitationBody = {},
  options: EmitOptions = {},
): Promise<EmittedEvent> {
  const emission = {
    path: `/accept-invitation/${requireUuid('invitation_id', invitationId)}`,
    idName: 'invitation_id',
    check: checkUserInvitationAcceptedV1,
  };
  return emitEvent(client, emission, body, options);
}

/** What breaks the contract of user.invitation_accepted, version 1. */
function checkUserInvitationAcceptedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['display_name'])) return;
  const displayName = data['display_name'];
  if (displayName !== undefined) {
    isText(rules, 'event_data.display_name', displayName, 1, 100);
  }
}
