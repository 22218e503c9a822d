// Generated from libs/contracts by "nx sync". Do not edit.

import { datetimePattern, emailPattern, pattern, pattern2, pattern3, pattern4, uuidPattern } from './patterns.ts';
import { type BrokenRule, broken, wrongKind } from '../validator-runtime/broken-rules.ts';
import { maxLength, minLength } from '../validator-runtime/check-lengths.ts';
import { eachItem } from '../validator-runtime/check-lists.ts';
import { isWhole } from '../validator-runtime/check-numbers.ts';
import { isObject, noOtherKeys } from '../validator-runtime/check-objects.ts';

/** What breaks the contract of organization.bootstrap_failed, version 1. */
export function checkOrganizationBootstrapFailedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(data)) return wrongKind(rules, 'event_data', 'type object', data);
  const notUndone = data['not_undone'];
  eachItem(rules, 'event_data.not_undone', notUndone, (at, item) => {
    if (typeof item !== 'string') wrongKind(rules, at, 'type string', item);
    maxLength(rules, at, item, 100);
  }, undefined, 10);
  const reason = data['reason'];
  if (typeof reason !== 'string') wrongKind(rules, 'event_data.reason', 'type string', reason);
  minLength(rules, 'event_data.reason', reason, 1);
  maxLength(rules, 'event_data.reason', reason, 1000);
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
  noOtherKeys(rules, 'event_data', data, ['not_undone', 'reason', 'stage']);
}

/** What breaks the contract of organization.bootstrap_initiated, version 1. */
export function checkOrganizationBootstrapInitiatedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(data)) return wrongKind(rules, 'event_data', 'type object', data);
  const name = data['name'];
  if (typeof name !== 'string') wrongKind(rules, 'event_data.name', 'type string', name);
  minLength(rules, 'event_data.name', name, 3);
  maxLength(rules, 'event_data.name', name, 100);
  const ownerEmail = data['owner_email'];
  if (typeof ownerEmail !== 'string') wrongKind(rules, 'event_data.owner_email', 'type string', ownerEmail);
  else if (!emailPattern.test(ownerEmail)) broken(rules, 'event_data.owner_email', 'format email');
  const slug = data['slug'];
  if (typeof slug !== 'string') wrongKind(rules, 'event_data.slug', 'type string', slug);
  else if (!pattern.test(slug)) broken(rules, 'event_data.slug', 'pattern');
  minLength(rules, 'event_data.slug', slug, 1);
  maxLength(rules, 'event_data.slug', slug, 63);
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
  noOtherKeys(rules, 'event_data', data, ['name', 'owner_email', 'slug', 'subdomain_enabled', 'tier']);
}

/** What breaks the contract of organization.created, version 1. */
export function checkOrganizationCreatedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(data)) return wrongKind(rules, 'event_data', 'type object', data);
  const name = data['name'];
  if (typeof name !== 'string') wrongKind(rules, 'event_data.name', 'type string', name);
  minLength(rules, 'event_data.name', name, 3);
  maxLength(rules, 'event_data.name', name, 100);
  const ownerId = data['owner_id'];
  if (typeof ownerId !== 'string') wrongKind(rules, 'event_data.owner_id', 'type string', ownerId);
  else if (!uuidPattern.test(ownerId)) broken(rules, 'event_data.owner_id', 'format uuid');
  const slug = data['slug'];
  if (typeof slug !== 'string') wrongKind(rules, 'event_data.slug', 'type string', slug);
  else if (!pattern.test(slug)) broken(rules, 'event_data.slug', 'pattern');
  minLength(rules, 'event_data.slug', slug, 1);
  maxLength(rules, 'event_data.slug', slug, 63);
  const subdomain = data['subdomain'];
  if (subdomain !== undefined) {
    if (typeof subdomain !== 'string') wrongKind(rules, 'event_data.subdomain', 'type string', subdomain);
    maxLength(rules, 'event_data.subdomain', subdomain, 253);
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
  noOtherKeys(rules, 'event_data', data, ['name', 'owner_id', 'slug', 'subdomain', 'tier']);
}

/** What breaks the contract of organization.owner_assigned, version 1. */
export function checkOrganizationOwnerAssignedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(data)) return wrongKind(rules, 'event_data', 'type object', data);
  const userId = data['user_id'];
  if (typeof userId !== 'string') wrongKind(rules, 'event_data.user_id', 'type string', userId);
  else if (!uuidPattern.test(userId)) broken(rules, 'event_data.user_id', 'format uuid');
  noOtherKeys(rules, 'event_data', data, ['user_id']);
}

/** What breaks the contract of organization.subdomain_provisioned, version 1. */
export function checkOrganizationSubdomainProvisionedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(data)) return wrongKind(rules, 'event_data', 'type object', data);
  const subdomain = data['subdomain'];
  if (typeof subdomain !== 'string') wrongKind(rules, 'event_data.subdomain', 'type string', subdomain);
  minLength(rules, 'event_data.subdomain', subdomain, 1);
  maxLength(rules, 'event_data.subdomain', subdomain, 253);
  noOtherKeys(rules, 'event_data', data, ['subdomain']);
}

/** What breaks the contract of organization.welcome_email_sent, version 1. */
export function checkOrganizationWelcomeEmailSentV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(data)) return wrongKind(rules, 'event_data', 'type object', data);
  const messageId = data['message_id'];
  if (typeof messageId !== 'string') wrongKind(rules, 'event_data.message_id', 'type string', messageId);
  minLength(rules, 'event_data.message_id', messageId, 3);
  maxLength(rules, 'event_data.message_id', messageId, 255);
  const userId = data['user_id'];
  if (typeof userId !== 'string') wrongKind(rules, 'event_data.user_id', 'type string', userId);
  else if (!uuidPattern.test(userId)) broken(rules, 'event_data.user_id', 'format uuid');
  noOtherKeys(rules, 'event_data', data, ['message_id', 'user_id']);
}

/** What breaks the contract of user.created, version 1. */
export function checkUserCreatedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(data)) return wrongKind(rules, 'event_data', 'type object', data);
  const email = data['email'];
  if (typeof email !== 'string') wrongKind(rules, 'event_data.email', 'type string', email);
  else if (!emailPattern.test(email)) broken(rules, 'event_data.email', 'format email');
  noOtherKeys(rules, 'event_data', data, ['email']);
}

/** What breaks the contract of `event_metadata`. */
export function checkEventMetadataV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(data)) return wrongKind(rules, 'event_metadata', 'type object', data);
  const activityId = data['activity_id'];
  if (activityId !== undefined) {
    if (typeof activityId !== 'string') wrongKind(rules, 'event_metadata.activity_id', 'type string', activityId);
    else if (!pattern2.test(activityId)) broken(rules, 'event_metadata.activity_id', 'pattern');
    maxLength(rules, 'event_metadata.activity_id', activityId, 100);
  }
  const correlationId = data['correlation_id'];
  if (correlationId !== undefined) {
    if (typeof correlationId !== 'string') wrongKind(rules, 'event_metadata.correlation_id', 'type string', correlationId);
    maxLength(rules, 'event_metadata.correlation_id', correlationId, 255);
  }
  const parentWorkflowId = data['parent_workflow_id'];
  if (parentWorkflowId !== undefined) {
    if (typeof parentWorkflowId !== 'string') wrongKind(rules, 'event_metadata.parent_workflow_id', 'type string', parentWorkflowId);
    maxLength(rules, 'event_metadata.parent_workflow_id', parentWorkflowId, 255);
  }
  const parentWorkflowRunId = data['parent_workflow_run_id'];
  if (parentWorkflowRunId !== undefined) {
    if (typeof parentWorkflowRunId !== 'string') wrongKind(rules, 'event_metadata.parent_workflow_run_id', 'type string', parentWorkflowRunId);
    else if (!uuidPattern.test(parentWorkflowRunId)) broken(rules, 'event_metadata.parent_workflow_run_id', 'format uuid');
  }
  const parentWorkflowType = data['parent_workflow_type'];
  if (parentWorkflowType !== undefined) {
    if (typeof parentWorkflowType !== 'string') wrongKind(rules, 'event_metadata.parent_workflow_type', 'type string', parentWorkflowType);
    else if (!pattern2.test(parentWorkflowType)) broken(rules, 'event_metadata.parent_workflow_type', 'pattern');
    maxLength(rules, 'event_metadata.parent_workflow_type', parentWorkflowType, 100);
  }
  const processingError = data['processing_error'];
  if (processingError !== undefined) {
    if (typeof processingError !== 'string') wrongKind(rules, 'event_metadata.processing_error', 'type string', processingError);
    maxLength(rules, 'event_metadata.processing_error', processingError, 1000);
  }
  const retryCount = data['retry_count'];
  if (retryCount !== undefined) {
    if (typeof retryCount !== 'number' || !Number.isFinite(retryCount)) wrongKind(rules, 'event_metadata.retry_count', 'type number', retryCount);
    else {
      if (isWhole(rules, 'event_metadata.retry_count', retryCount)) {
        if (retryCount < 0) broken(rules, 'event_metadata.retry_count', 'min 0');
      }
    }
  }
  const source = data['source'];
  if (source !== undefined) {
    if (typeof source !== 'string') wrongKind(rules, 'event_metadata.source', 'type string', source);
    else if (!pattern3.test(source)) broken(rules, 'event_metadata.source', 'pattern');
    maxLength(rules, 'event_metadata.source', source, 50);
  }
  const tags = data['tags'];
  if (tags !== undefined) {
    eachItem(rules, 'event_metadata.tags', tags, (at, item) => {
      if (typeof item !== 'string') wrongKind(rules, at, 'type string', item);
      else if (!pattern4.test(item)) broken(rules, at, 'pattern');
    }, undefined, 10);
  }
  const timestamp = data['timestamp'];
  if (typeof timestamp !== 'string') wrongKind(rules, 'event_metadata.timestamp', 'type string', timestamp);
  else if (!datetimePattern.test(timestamp)) broken(rules, 'event_metadata.timestamp', 'format datetime');
  const userId = data['user_id'];
  if (userId !== undefined) {
    if (typeof userId !== 'string') wrongKind(rules, 'event_metadata.user_id', 'type string', userId);
    else if (!uuidPattern.test(userId)) broken(rules, 'event_metadata.user_id', 'format uuid');
  }
  const workflowId = data['workflow_id'];
  if (workflowId !== undefined) {
    if (typeof workflowId !== 'string') wrongKind(rules, 'event_metadata.workflow_id', 'type string', workflowId);
    maxLength(rules, 'event_metadata.workflow_id', workflowId, 255);
  }
  const workflowRunId = data['workflow_run_id'];
  if (workflowRunId !== undefined) {
    if (typeof workflowRunId !== 'string') wrongKind(rules, 'event_metadata.workflow_run_id', 'type string', workflowRunId);
    else if (!uuidPattern.test(workflowRunId)) broken(rules, 'event_metadata.workflow_run_id', 'format uuid');
  }
  const workflowType = data['workflow_type'];
  if (workflowType !== undefined) {
    if (typeof workflowType !== 'string') wrongKind(rules, 'event_metadata.workflow_type', 'type string', workflowType);
    else if (!pattern2.test(workflowType)) broken(rules, 'event_metadata.workflow_type', 'pattern');
    maxLength(rules, 'event_metadata.workflow_type', workflowType, 100);
  }
}

/** The function for each version of each event type. */
export const dataChecks: Readonly<Record<string, (rules: BrokenRule[], data: unknown) => void>> = {
  'organization.bootstrap_failed v1': checkOrganizationBootstrapFailedV1,
  'organization.bootstrap_initiated v1': checkOrganizationBootstrapInitiatedV1,
  'organization.created v1': checkOrganizationCreatedV1,
  'organization.owner_assigned v1': checkOrganizationOwnerAssignedV1,
  'organization.subdomain_provisioned v1': checkOrganizationSubdomainProvisionedV1,
  'organization.welcome_email_sent v1': checkOrganizationWelcomeEmailSentV1,
  'user.created v1': checkUserCreatedV1,
};
