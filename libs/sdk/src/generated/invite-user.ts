// Generated from libs/contracts by "nx sync". Do not edit.

import type { Client } from '../create-client.ts';
import { type EmitOptions, type EmittedEvent, emitEvent } from '../emit-event.ts';
import { emailPattern, uuidPattern } from './patterns.ts';
import { type BrokenRule, broken } from './validator-runtime/broken-rules.ts';
import { isText } from './validator-runtime/check-lengths.ts';
import { isObject } from './validator-runtime/check-objects.ts';

/** Data of `user.invitation_initiated`, less what the server fills in. */
export interface InviteUserBody {
  email: string;
  organization_id: string;
}

/**
 * Someone invited a person to an organization.
 * Emits `user.invitation_initiated`, which starts `userInvitationWorkflow`.
 * Needs the permission `user.invite`.
 *
 * @throws ValidationError before anything is sent; ProblemError, NetworkError, TimeoutError
 */
export function inviteUser(
  client: Client,
  body: InviteUserBody,
  options: EmitOptions = {},
): Promise<EmittedEvent> {
  const emission = {
    path: '/invite-user',
    idName: 'invitation_id',
    check: checkUserInvitationInitiatedV1,
  };
  return emitEvent(client, emission, body, options);
}

/** What breaks the contract of user.invitation_initiated, version 1. */
function checkUserInvitationInitiatedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['email', 'organization_id'])) return;
  const email = data['email'];
  if (isText(rules, 'event_data.email', email, undefined, 254) && !emailPattern.test(email)) broken(rules, 'event_data.email', 'format email');
  const organizationId = data['organization_id'];
  if (isText(rules, 'event_data.organization_id', organizationId) && !uuidPattern.test(organizationId)) broken(rules, 'event_data.organization_id', 'format uuid');
}
