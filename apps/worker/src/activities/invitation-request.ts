/**
 * Which invitation an activity works for, and what of the event's metadata goes on into the events
 * that it emits. First part of every activity's argument. Never holds the token: arguments stand in
 * Temporal's history.
 */
export interface InvitationRequest {
  readonly invitation_id: string;
  readonly correlation_id?: string;
  readonly user_id?: string;
}
