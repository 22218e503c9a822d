export { organizationBootstrapWorkflow } from './organization-bootstrap-workflow.ts';
export { userInvitationWorkflow } from './user-invitation-workflow.ts';
