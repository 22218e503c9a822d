// Generated from libs/contracts by "nx sync". Do not edit.

import { datetimePattern, emailPattern, pattern, pattern2, pattern3, pattern4, uuidPattern } from './patterns.ts';
import { type BrokenRule, broken, wrongKind } from '../validator-runtime/broken-rules.ts';
import { isText } from '../validator-runtime/check-lengths.ts';
import { eachItem } from '../validator-runtime/check-lists.ts';
import { isNumber, isWhole } from '../validator-runtime/check-numbers.ts';
import { isObject } from '../validator-runtime/check-objects.ts';

/** What breaks the contract of organization.bootstrap_failed, version 1. */
function checkOrganizationBootstrapFailedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['not_undone', 'reason', 'stage'])) return;
  const notUndone = data['not_undone'];
  eachItem(rules, 'event_data.not_undone', notUndone, (at, item) => {
    isText(rules, at, item, undefined, 100);
  }, undefined, 10);
  const reason = data['reason'];
  isText(rules, 'event_data.reason', reason, 1, 1000);
  const stage = data['stage'];
  if (
    stage !== 'create_organization'
    && stage !== 'create_owner'
    && stage !== 'assign_owner'
    && stage !== 'provision_subdomain'
    && stage !== 'send_welcome_email'
    && stage !== 'activate_organization'
  ) {
    wrongKind(rules, 'event_data.stage', 'one_of', stage);
  }
}

/** What breaks the contract of organization.bootstrap_initiated, version 1. */
function checkOrganizationBootstrapInitiatedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['name', 'owner_email', 'slug', 'subdomain_enabled', 'tier'])) return;
  const name = data['name'];
  isText(rules, 'event_data.name', name, 3, 100);
  const ownerEmail = data['owner_email'];
  if (isText(rules, 'event_data.owner_email', ownerEmail, undefined, 254) && !emailPattern.test(ownerEmail)) broken(rules, 'event_data.owner_email', 'format email');
  const slug = data['slug'];
  if (isText(rules, 'event_data.slug', slug, 1, 63) && !pattern.test(slug)) broken(rules, 'event_data.slug', 'pattern');
  const subdomainEnabled = data['subdomain_enabled'];
  if (typeof subdomainEnabled !== 'boolean') wrongKind(rules, 'event_data.subdomain_enabled', 'type boolean', subdomainEnabled);
  const tier = data['tier'];
  if (
    tier !== 'free'
    && tier !== 'basic'
    && tier !== 'premium'
    && tier !== 'enterprise'
  ) {
    wrongKind(rules, 'event_data.tier', 'one_of', tier);
  }
}

/** What breaks the contract of organization.created, version 1. */
function checkOrganizationCreatedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['name', 'owner_id', 'slug', 'subdomain', 'tier'])) return;
  const name = data['name'];
  isText(rules, 'event_data.name', name, 3, 100);
  const ownerId = data['owner_id'];
  if (isText(rules, 'event_data.owner_id', ownerId) && !uuidPattern.test(ownerId)) broken(rules, 'event_data.owner_id', 'format uuid');
  const slug = data['slug'];
  if (isText(rules, 'event_data.slug', slug, 1, 63) && !pattern.test(slug)) broken(rules, 'event_data.slug', 'pattern');
  const subdomain = data['subdomain'];
  if (subdomain !== undefined) {
    isText(rules, 'event_data.subdomain', subdomain, undefined, 253);
  }
  const tier = data['tier'];
  if (
    tier !== 'free'
    && tier !== 'basic'
    && tier !== 'premium'
    && tier !== 'enterprise'
  ) {
    wrongKind(rules, 'event_data.tier', 'one_of', tier);
  }
}

/** What breaks the contract of organization.owner_assigned, version 1. */
function checkOrganizationOwnerAssignedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['user_id'])) return;
  const userId = data['user_id'];
  if (isText(rules, 'event_data.user_id', userId) && !uuidPattern.test(userId)) broken(rules, 'event_data.user_id', 'format uuid');
}

/** What breaks the contract of organization.subdomain_provisioned, version 1. */
function checkOrganizationSubdomainProvisionedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['subdomain'])) return;
  const subdomain = data['subdomain'];
  isText(rules, 'event_data.subdomain', subdomain, 1, 253);
}

/** What breaks the contract of organization.welcome_email_sent, version 1. */
function checkOrganizationWelcomeEmailSentV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['message_id', 'user_id'])) return;
  const messageId = data['message_id'];
  isText(rules, 'event_data.message_id', messageId, 3, 255);
  const userId = data['user_id'];
  if (isText(rules, 'event_data.user_id', userId) && !uuidPattern.test(userId)) broken(rules, 'event_data.user_id', 'format uuid');
}

/** What breaks the contract of user.created, version 1. */
function checkUserCreatedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['email'])) return;
  const email = data['email'];
  if (isText(rules, 'event_data.email', email, undefined, 254) && !emailPattern.test(email)) broken(rules, 'event_data.email', 'format email');
}

/** What breaks the contract of user.invitation_accepted, version 1. */
function checkUserInvitationAcceptedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['display_name'])) return;
  const displayName = data['display_name'];
  if (displayName !== undefined) {
    isText(rules, 'event_data.display_name', displayName, 1, 100);
  }
}

/** What breaks the contract of user.invitation_expired, version 1. */
function checkUserInvitationExpiredV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['reason'])) return;
  const reason = data['reason'];
  if (
    reason !== 'not_accepted'
    && reason !== 'not_sent'
    && reason !== 'withdrawn'
  ) {
    wrongKind(rules, 'event_data.reason', 'one_of', reason);
  }
}

/** What breaks the contract of user.invitation_initiated, version 1. */
function checkUserInvitationInitiatedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['email', 'organization_id'])) return;
  const email = data['email'];
  if (isText(rules, 'event_data.email', email, undefined, 254) && !emailPattern.test(email)) broken(rules, 'event_data.email', 'format email');
  const organizationId = data['organization_id'];
  if (isText(rules, 'event_data.organization_id', organizationId) && !uuidPattern.test(organizationId)) broken(rules, 'event_data.organization_id', 'format uuid');
}

/** What breaks the contract of user.invitation_sent, version 1. */
function checkUserInvitationSentV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['kind', 'message_id'])) return;
  const kind = data['kind'];
  if (
    kind !== 'invitation'
    && kind !== 'reminder'
  ) {
    wrongKind(rules, 'event_data.kind', 'one_of', kind);
  }
  const messageId = data['message_id'];
  isText(rules, 'event_data.message_id', messageId, 3, 255);
}

/** What breaks the contract of `event_metadata`. */
function checkEventMetadataV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_metadata', data)) return;
  const activityId = data['activity_id'];
  if (activityId !== undefined) {
    if (isText(rules, 'event_metadata.activity_id', activityId, undefined, 100) && !pattern2.test(activityId)) broken(rules, 'event_metadata.activity_id', 'pattern');
  }
  const correlationId = data['correlation_id'];
  if (correlationId !== undefined) {
    isText(rules, 'event_metadata.correlation_id', correlationId, undefined, 255);
  }
  const parentWorkflowId = data['parent_workflow_id'];
  if (parentWorkflowId !== undefined) {
    isText(rules, 'event_metadata.parent_workflow_id', parentWorkflowId, undefined, 255);
  }
  const parentWorkflowRunId = data['parent_workflow_run_id'];
  if (parentWorkflowRunId !== undefined) {
    if (isText(rules, 'event_metadata.parent_workflow_run_id', parentWorkflowRunId) && !uuidPattern.test(parentWorkflowRunId)) broken(rules, 'event_metadata.parent_workflow_run_id', 'format uuid');
  }
  const parentWorkflowType = data['parent_workflow_type'];
  if (parentWorkflowType !== undefined) {
    if (isText(rules, 'event_metadata.parent_workflow_type', parentWorkflowType, undefined, 100) && !pattern2.test(parentWorkflowType)) broken(rules, 'event_metadata.parent_workflow_type', 'pattern');
  }
  const processingError = data['processing_error'];
  if (processingError !== undefined) {
    isText(rules, 'event_metadata.processing_error', processingError, undefined, 1000);
  }
  const retryCount = data['retry_count'];
  if (retryCount !== undefined) {
    if (isNumber(rules, 'event_metadata.retry_count', retryCount)) {
      if (isWhole(rules, 'event_metadata.retry_count', retryCount)) {
        if (retryCount < 0) broken(rules, 'event_metadata.retry_count', 'min 0');
      }
    }
  }
  const source = data['source'];
  if (source !== undefined) {
    if (isText(rules, 'event_metadata.source', source, undefined, 50) && !pattern3.test(source)) broken(rules, 'event_metadata.source', 'pattern');
  }
  const tags = data['tags'];
  if (tags !== undefined) {
    eachItem(rules, 'event_metadata.tags', tags, (at, item) => {
      if (isText(rules, at, item) && !pattern4.test(item)) broken(rules, at, 'pattern');
    }, undefined, 10);
  }
  const timestamp = data['timestamp'];
  if (isText(rules, 'event_metadata.timestamp', timestamp) && !datetimePattern.test(timestamp)) broken(rules, 'event_metadata.timestamp', 'format datetime');
  const userId = data['user_id'];
  if (userId !== undefined) {
    if (isText(rules, 'event_metadata.user_id', userId) && !uuidPattern.test(userId)) broken(rules, 'event_metadata.user_id', 'format uuid');
  }
  const workflowId = data['workflow_id'];
  if (workflowId !== undefined) {
    isText(rules, 'event_metadata.workflow_id', workflowId, undefined, 255);
  }
  const workflowRunId = data['workflow_run_id'];
  if (workflowRunId !== undefined) {
    if (isText(rules, 'event_metadata.workflow_run_id', workflowRunId) && !uuidPattern.test(workflowRunId)) broken(rules, 'event_metadata.workflow_run_id', 'format uuid');
  }
  const workflowType = data['workflow_type'];
  if (workflowType !== undefined) {
    if (isText(rules, 'event_metadata.workflow_type', workflowType, undefined, 100) && !pattern2.test(workflowType)) broken(rules, 'event_metadata.workflow_type', 'pattern');
  }
}

type Check = (rules: BrokenRule[], data: unknown) => void;

/** The function for each event type, by version. */
export const dataChecks: ReadonlyMap<string, Readonly<Record<number, Check>>> = new Map<string, Readonly<Record<number, Check>>>([
  ['organization.bootstrap_failed', { 1: checkOrganizationBootstrapFailedV1 }],
  ['organization.bootstrap_initiated', { 1: checkOrganizationBootstrapInitiatedV1 }],
  ['organization.created', { 1: checkOrganizationCreatedV1 }],
  ['organization.owner_assigned', { 1: checkOrganizationOwnerAssignedV1 }],
  ['organization.subdomain_provisioned', { 1: checkOrganizationSubdomainProvisionedV1 }],
  ['organization.welcome_email_sent', { 1: checkOrganizationWelcomeEmailSentV1 }],
  ['user.created', { 1: checkUserCreatedV1 }],
  ['user.invitation_accepted', { 1: checkUserInvitationAcceptedV1 }],
  ['user.invitation_expired', { 1: checkUserInvitationExpiredV1 }],
  ['user.invitation_initiated', { 1: checkUserInvitationInitiatedV1 }],
  ['user.invitation_sent', { 1: checkUserInvitationSentV1 }],
]);

export { checkEventMetadataV1 };
