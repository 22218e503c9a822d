import type { EventMetadataInput } from '@a4c/contracts';

/** What of the metadata of the event that started a workflow goes on into the events that it emits. */
export interface EmissionCause {
  readonly correlation_id?: string;
  readonly user_id?: string;
}

/** Metadata of an event that an activity emits; `emitEvent` adds the workflow's. */
export function emittedMetadata(
  { correlation_id, user_id }: EmissionCause,
  environment: string,
): EventMetadataInput {
  return {
    source: 'worker',
    tags: [environment],
    ...(correlation_id !== undefined && { correlation_id }),
    ...(user_id !== undefined && { user_id }),
  };
}
