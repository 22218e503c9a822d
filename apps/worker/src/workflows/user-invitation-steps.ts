import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';

import type { Activities } from '../activities/create-activities.ts';

/** What is under way when the workflow is cancelled is waited for: what it commits must be ended. */
const cancellationType = ActivityCancellationType.WAIT_CANCELLATION_COMPLETED;

/** Milliseconds of work. An hour covers a database restart, a failover or a repair. */
export const { openInvitationActivity } = proxyActivities<Activities>({
  cancellationType,
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/** A mail server's outage may last; an invitation that arrives after a day is still of use. */
export const { sendInvitationActivity } = proxyActivities<Activities>({
  cancellationType,
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '1 day',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/** The end of a run, either way. Never given up for want of time. */
export const { expireInvitationActivity, admitUserActivity } = proxyActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});
