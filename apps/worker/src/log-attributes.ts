import type { ActivityInterceptorsFactory } from '@temporalio/worker';

import type { BootstrapRequest } from './activities/bootstrap-request.ts';

/**
 * Adds the ids of the event and of the request to every line that is logged about an activity. The
 * rest of its argument is payload and stays out.
 */
export const addLogAttributes: ActivityInterceptorsFactory = () => {
  let attributes: Record<string, unknown> = {};
  return {
    inbound: {
      execute: async (input, next) => {
        const { event_id, correlation_id }: Partial<BootstrapRequest> = Object(input.args[0]);
        attributes = { event_id, correlation_id };
        return next(input);
      },
    },
    outbound: { getLogAttributes: (given, next) => next({ ...given, ...attributes }) },
  };
};
