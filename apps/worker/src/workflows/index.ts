export { organizationBootstrapWorkflow } from './organization-bootstrap-workflow.ts';
