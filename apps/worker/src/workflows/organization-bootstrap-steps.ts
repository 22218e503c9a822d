import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';

import type { Activities } from '../activities/create-activities.ts';

/**
 * A step that is under way when the workflow is cancelled is waited for: undoing it while it still
 * runs would leave behind what it commits a moment later.
 */
const cancellationType = ActivityCancellationType.WAIT_CANCELLATION_COMPLETED;

/** Milliseconds of work. An hour covers a database restart, a failover or a repair. */
const databaseStep = {
  cancellationType,
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
} as const;

/** Another company's service: slower, and its outages last longer. */
const remoteStep = {
  cancellationType,
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '3 hours',
  retry: { initialInterval: '1 second', maximumInterval: '2 minutes' },
} as const;

export const { createOrganizationActivity, createOwnerActivity, assignOwnerActivity } =
  proxyActivities<Activities>(databaseStep);

export const { provisionSubdomainActivity, sendWelcomeEmailActivity } =
  proxyActivities<Activities>(remoteStep);

/**
 * The end of a run, either way. Never given up for want of time: an activation whose answer was lost
 * must not be undone, and a failure must be told.
 */
export const { activateOrganizationActivity, failBootstrapActivity } = proxyActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/** Undoing is tried longer than doing: what is left over needs a person. */
export const {
  deprovisionSubdomainActivity,
  unassignOwnerActivity,
  deleteOwnerActivity,
  deleteOrganizationActivity,
} = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '6 hours',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '2 minutes' },
});
