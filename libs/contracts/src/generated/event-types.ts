// Generated from libs/contracts by "nx sync". Do not edit.

/** `event_metadata` as it is stored. */
export interface EventMetadata {
  [custom: string]: unknown;
  activity_id?: string | undefined;
  correlation_id?: string | undefined;
  parent_workflow_id?: string | undefined;
  parent_workflow_run_id?: string | undefined;
  parent_workflow_type?: string | undefined;
  processing_error?: string | undefined;
  retry_count?: number | undefined;
  source?: string | undefined;
  tags?: string[] | undefined;
  timestamp: string;
  user_id?: string | undefined;
  workflow_id?: string | undefined;
  workflow_run_id?: string | undefined;
  workflow_type?: string | undefined;
}

/** The data of each event type, in its newest version. */
export interface EventDataByType {
  /** Setting up the organization failed; the steps done before were undone. */
  'organization.bootstrap_failed': {
    not_undone: string[];
    reason: string;
    stage: 'create_organization' | 'create_owner' | 'assign_owner' | 'provision_subdomain' | 'send_welcome_email' | 'activate_organization';
  };
  /** Someone asked for a new organization. */
  'organization.bootstrap_initiated': {
    name: string;
    owner_email: string;
    slug: string;
    subdomain_enabled: boolean;
    tier: 'free' | 'basic' | 'premium' | 'enterprise';
  };
  /** The organization is set up and ready for use. */
  'organization.created': {
    name: string;
    owner_id: string;
    slug: string;
    subdomain?: string | undefined;
    tier: 'free' | 'basic' | 'premium' | 'enterprise';
  };
  /** A user became the owner of the organization. */
  'organization.owner_assigned': {
    user_id: string;
  };
  /** The organization's DNS subdomain exists. */
  'organization.subdomain_provisioned': {
    subdomain: string;
  };
  /** The welcome e-mail was handed to the mail server. */
  'organization.welcome_email_sent': {
    message_id: string;
    user_id: string;
  };
  /** A user account was created. */
  'user.created': {
    email: string;
  };
  /** The invited person accepted with the token of the e-mail. Happens at most once. */
  'user.invitation_accepted': {
    display_name?: string | undefined;
  };
  /** The invitation can no longer be accepted. */
  'user.invitation_expired': {
    reason: 'not_accepted' | 'not_sent' | 'withdrawn';
  };
  /** Someone invited a person to an organization. */
  'user.invitation_initiated': {
    email: string;
    organization_id: string;
  };
  /** The e-mail with the link to accept was handed to the mail server. */
  'user.invitation_sent': {
    kind: 'invitation' | 'reminder';
    message_id: string;
  };
}

/** The event types that start each workflow. */
export interface EventTypesByWorkflow {
  organizationBootstrapWorkflow: 'organization.bootstrap_initiated';
  userInvitationWorkflow: 'user.invitation_initiated';
}
