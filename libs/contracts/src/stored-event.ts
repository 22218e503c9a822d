import type { EventMetadata } from './generated/event-types.ts';

/** A row of `domain_events`. Names are the columns'; nothing is case-converted. */
export interface StoredEvent<Type extends string = string, Data = Record<string, unknown>> {
  readonly id: string;
  /** A bigint as text. Order of insertion, not of commit. */
  readonly sequence_number: string;
  readonly event_type: Type;
  readonly event_version: number;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  readonly event_data: Data;
  readonly event_metadata: EventMetadata;
  readonly created_at: Date;
  /** Null: its workflow has not been started. */
  readonly processed_at: Date | null;
  readonly processing_error: string | null;
  readonly retry_count: number;
}
