/** Which unresolved dead letters are meant; what is left out does not matter. */
export interface DeadLetterFilter {
  readonly eventIds?: readonly string[] | undefined;
  readonly eventType?: string | undefined;
  readonly code?: string | undefined;
  /** Given up at this time or later, as PostgreSQL reads it. */
  readonly since?: string | undefined;
  /** Given up before this time. */
  readonly until?: string | undefined;
  /** Only those whose event type still has a route: the others cannot be retried. */
  readonly routedOnly?: boolean | undefined;
}

/** Unresolved letters `l` that a filter means; its parameters are $1 to $6. */
export const matchingLetters = `
  l.resolved_at IS NULL
  AND ($1::uuid[] IS NULL OR l.event_id = ANY ($1))
  AND ($2::text IS NULL OR l.event_type = $2)
  AND ($3::text IS NULL OR l.code = $3)
  AND ($4::timestamptz IS NULL OR l.dead_lettered_at >= $4)
  AND ($5::timestamptz IS NULL OR l.dead_lettered_at < $5)
  AND ($6::boolean IS NOT TRUE OR l.event_type IN (SELECT event_type FROM workflow_route))`;

export function filterValues(filter: DeadLetterFilter): unknown[] {
  const { eventIds, eventType, code, since, until, routedOnly } = filter;
  return [eventIds, eventType, code, since, until, routedOnly].map((value) => value ?? null);
}
