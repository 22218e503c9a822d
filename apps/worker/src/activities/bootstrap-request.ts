/**
 * Which bootstrap an activity works for, and what of the event's metadata goes on into the events
 * that it emits. First part of every activity's argument.
 */
export interface BootstrapRequest {
  /** The event that started the workflow. */
  readonly event_id: string;
  readonly organization_id: string;
  readonly correlation_id?: string;
  readonly user_id?: string;
}
