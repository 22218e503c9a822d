import type { EventMetadataInput } from '@a4c/contracts';

import type { BootstrapRequest } from './bootstrap-request.ts';

/** Metadata of an event that an activity emits; `emitEvent` adds the workflow's. */
export function emittedMetadata(
  { correlation_id, user_id }: BootstrapRequest,
  environment: string,
): EventMetadataInput {
  return {
    source: 'worker',
    tags: [environment],
    ...(correlation_id !== undefined && { correlation_id }),
    ...(user_id !== undefined && { user_id }),
  };
}
