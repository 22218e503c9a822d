// Generated from libs/contracts by "nx sync". Do not edit.

import { datetimePattern, emailPattern, pattern, pattern2, pattern3, pattern4, uuidPattern } from './patterns.ts';
import { isBoundedText } from '../acceptor-runtime/is-bounded-text.ts';
import { isPlainObject } from '../acceptor-runtime/is-plain-object.ts';
import { isStorable } from '../acceptor-runtime/is-storable.ts';
import { isStorableText } from '../storable.ts';

function acceptsOrganizationBootstrapFailedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'not_undone' && key !== 'reason' && key !== 'stage') return false;
  const notUndone = data['not_undone'];
  if (!Array.isArray(notUndone) || notUndone.length > 10) return false;
  for (let index = 0; index < notUndone.length; index += 1) {
    const item: unknown = notUndone[index];
    if (!isBoundedText(item, 0, 100) || !isStorableText(item)) return false;
  }
  const reason = data['reason'];
  if (!isBoundedText(reason, 1, 1000) || !isStorableText(reason)) return false;
  const stage = data['stage'];
  if (stage !== 'create_organization' && stage !== 'create_owner' && stage !== 'assign_owner' && stage !== 'provision_subdomain' && stage !== 'send_welcome_email' && stage !== 'activate_organization') return false;
  return true;
}

function acceptsOrganizationBootstrapInitiatedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'name' && key !== 'owner_email' && key !== 'slug' && key !== 'subdomain_enabled' && key !== 'tier') return false;
  const name = data['name'];
  if (!isBoundedText(name, 3, 100) || !isStorableText(name)) return false;
  const ownerEmail = data['owner_email'];
  if (!isBoundedText(ownerEmail, 0, 254) || !emailPattern.test(ownerEmail)) return false;
  const slug = data['slug'];
  if (!isBoundedText(slug, 1, 63) || !pattern.test(slug)) return false;
  const subdomainEnabled = data['subdomain_enabled'];
  if (typeof subdomainEnabled !== 'boolean') return false;
  const tier = data['tier'];
  if (tier !== 'free' && tier !== 'basic' && tier !== 'premium' && tier !== 'enterprise') return false;
  return true;
}

function acceptsOrganizationCreatedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'name' && key !== 'owner_id' && key !== 'slug' && key !== 'subdomain' && key !== 'tier') return false;
  const name = data['name'];
  if (!isBoundedText(name, 3, 100) || !isStorableText(name)) return false;
  const ownerId = data['owner_id'];
  if (typeof ownerId !== 'string' || !uuidPattern.test(ownerId)) return false;
  const slug = data['slug'];
  if (!isBoundedText(slug, 1, 63) || !pattern.test(slug)) return false;
  const subdomain = data['subdomain'];
  if (subdomain !== undefined) {
    if (!isBoundedText(subdomain, 0, 253) || !isStorableText(subdomain)) return false;
  }
  const tier = data['tier'];
  if (tier !== 'free' && tier !== 'basic' && tier !== 'premium' && tier !== 'enterprise') return false;
  return true;
}

function acceptsOrganizationOwnerAssignedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'user_id') return false;
  const userId = data['user_id'];
  if (typeof userId !== 'string' || !uuidPattern.test(userId)) return false;
  return true;
}

function acceptsOrganizationSubdomainProvisionedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'subdomain') return false;
  const subdomain = data['subdomain'];
  if (!isBoundedText(subdomain, 1, 253) || !isStorableText(subdomain)) return false;
  return true;
}

function acceptsOrganizationWelcomeEmailSentV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'message_id' && key !== 'user_id') return false;
  const messageId = data['message_id'];
  if (!isBoundedText(messageId, 3, 255) || !isStorableText(messageId)) return false;
  const userId = data['user_id'];
  if (typeof userId !== 'string' || !uuidPattern.test(userId)) return false;
  return true;
}

function acceptsUserCreatedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'email') return false;
  const email = data['email'];
  if (!isBoundedText(email, 0, 254) || !emailPattern.test(email)) return false;
  return true;
}

function acceptsUserInvitationAcceptedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'display_name') return false;
  const displayName = data['display_name'];
  if (displayName !== undefined) {
    if (!isBoundedText(displayName, 1, 100) || !isStorableText(displayName)) return false;
  }
  return true;
}

function acceptsUserInvitationExpiredV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'reason') return false;
  const reason = data['reason'];
  if (reason !== 'not_accepted' && reason !== 'not_sent' && reason !== 'withdrawn') return false;
  return true;
}

function acceptsUserInvitationInitiatedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'email' && key !== 'organization_id') return false;
  const email = data['email'];
  if (!isBoundedText(email, 0, 254) || !emailPattern.test(email)) return false;
  const organizationId = data['organization_id'];
  if (typeof organizationId !== 'string' || !uuidPattern.test(organizationId)) return false;
  return true;
}

function acceptsUserInvitationSentV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'kind' && key !== 'message_id') return false;
  const kind = data['kind'];
  if (kind !== 'invitation' && kind !== 'reminder') return false;
  const messageId = data['message_id'];
  if (!isBoundedText(messageId, 3, 255) || !isStorableText(messageId)) return false;
  return true;
}

function acceptsEventMetadataV1(data: unknown): boolean {
  if (!isStorable(data)) return false;
  if (!isPlainObject(data)) return false;
  const activityId = data['activity_id'];
  if (activityId !== undefined) {
    if (!isBoundedText(activityId, 0, 100) || !pattern2.test(activityId)) return false;
  }
  const correlationId = data['correlation_id'];
  if (correlationId !== undefined) {
    if (!isBoundedText(correlationId, 0, 255) || !isStorableText(correlationId)) return false;
  }
  const parentWorkflowId = data['parent_workflow_id'];
  if (parentWorkflowId !== undefined) {
    if (!isBoundedText(parentWorkflowId, 0, 255) || !isStorableText(parentWorkflowId)) return false;
  }
  const parentWorkflowRunId = data['parent_workflow_run_id'];
  if (parentWorkflowRunId !== undefined) {
    if (typeof parentWorkflowRunId !== 'string' || !uuidPattern.test(parentWorkflowRunId)) return false;
  }
  const parentWorkflowType = data['parent_workflow_type'];
  if (parentWorkflowType !== undefined) {
    if (!isBoundedText(parentWorkflowType, 0, 100) || !pattern2.test(parentWorkflowType)) return false;
  }
  const processingError = data['processing_error'];
  if (processingError !== undefined) {
    if (!isBoundedText(processingError, 0, 1000) || !isStorableText(processingError)) return false;
  }
  const retryCount = data['retry_count'];
  if (retryCount !== undefined) {
    if (typeof retryCount !== 'number' || !Number.isFinite(retryCount) || !Number.isSafeInteger(retryCount) || retryCount < 0) return false;
  }
  const source = data['source'];
  if (source !== undefined) {
    if (!isBoundedText(source, 0, 50) || !pattern3.test(source) || !isStorableText(source)) return false;
  }
  const tags = data['tags'];
  if (tags !== undefined) {
    if (!Array.isArray(tags) || tags.length > 10) return false;
    for (let index = 0; index < tags.length; index += 1) {
      const item: unknown = tags[index];
      if (typeof item !== 'string' || !pattern4.test(item) || !isStorableText(item)) return false;
    }
  }
  const timestamp = data['timestamp'];
  if (typeof timestamp !== 'string' || !datetimePattern.test(timestamp)) return false;
  const userId = data['user_id'];
  if (userId !== undefined) {
    if (typeof userId !== 'string' || !uuidPattern.test(userId)) return false;
  }
  const workflowId = data['workflow_id'];
  if (workflowId !== undefined) {
    if (!isBoundedText(workflowId, 0, 255) || !isStorableText(workflowId)) return false;
  }
  const workflowRunId = data['workflow_run_id'];
  if (workflowRunId !== undefined) {
    if (typeof workflowRunId !== 'string' || !uuidPattern.test(workflowRunId)) return false;
  }
  const workflowType = data['workflow_type'];
  if (workflowType !== undefined) {
    if (!isBoundedText(workflowType, 0, 100) || !pattern2.test(workflowType)) return false;
  }
  return true;
}

type Acceptor = (data: unknown) => boolean;

/** For each event type, by version: true when its data keeps the contract and can be stored. */
export const dataAcceptors: ReadonlyMap<string, Readonly<Record<number, Acceptor>>> = new Map<string, Readonly<Record<number, Acceptor>>>([
  ['organization.bootstrap_failed', { 1: acceptsOrganizationBootstrapFailedV1 }],
  ['organization.bootstrap_initiated', { 1: acceptsOrganizationBootstrapInitiatedV1 }],
  ['organization.created', { 1: acceptsOrganizationCreatedV1 }],
  ['organization.owner_assigned', { 1: acceptsOrganizationOwnerAssignedV1 }],
  ['organization.subdomain_provisioned', { 1: acceptsOrganizationSubdomainProvisionedV1 }],
  ['organization.welcome_email_sent', { 1: acceptsOrganizationWelcomeEmailSentV1 }],
  ['user.created', { 1: acceptsUserCreatedV1 }],
  ['user.invitation_accepted', { 1: acceptsUserInvitationAcceptedV1 }],
  ['user.invitation_expired', { 1: acceptsUserInvitationExpiredV1 }],
  ['user.invitation_initiated', { 1: acceptsUserInvitationInitiatedV1 }],
  ['user.invitation_sent', { 1: acceptsUserInvitationSentV1 }],
]);

export { acceptsEventMetadataV1 };
