import { InvalidEventError, UnknownEventTypeError } from '@a4c/contracts';

/**
 * Translates the database's refusal of a contract into the error that the validator would have
 * given. The DETAIL of such an error is `path: rule`; the sender's own keys are `*` in the path.
 * Undefined for every other error.
 */
export function contractErrorOf(
  error: unknown,
  eventType: string,
  eventVersion: number,
): InvalidEventError | UnknownEventTypeError | undefined {
  if (!(error instanceof Error && 'code' in error && 'constraint' in error)) return undefined;
  if (error.code !== '23514' || error.constraint !== 'domain_events_contract') return undefined;
  const detail = 'detail' in error ? error.detail : undefined;
  const [path = '', rule = ''] = String(detail).split(': ');
  if (rule === 'unknown_event_type' || rule === 'unknown_event_version') {
    return new UnknownEventTypeError(eventType, eventVersion);
  }
  return new InvalidEventError(eventType, [{ path, rule }], { cause: error });
}
