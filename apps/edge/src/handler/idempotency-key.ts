import { ProblemError } from './problem.ts';
import { uuidV5 } from './uuid-v5.ts';

/** Visible ASCII: what every client and proxy passes on unchanged. */
const acceptable = /^[\x21-\x7e]{1,255}$/;

/** Namespace of the ids of what clients emit under a key. Any constant; never change it. */
const namespace = '0d1c7f0e-94b5-5c1a-8a3f-6a1f4d2b7c55';

/** Ids of an event and, if it makes one, of its aggregate. */
export interface EmissionIds {
  readonly eventId: string;
  readonly newAggregateId: string;
}

/**
 * The key under which a client repeats a request. Undefined when it sends none.
 *
 * @throws ProblemError when it is empty, too long, or holds something else than visible ASCII.
 */
export function idempotencyKeyOf(headers: Headers): string | undefined {
  const key = headers.get('Idempotency-Key');
  if (key === null) return undefined;
  if (acceptable.test(key)) return key;
  throw new ProblemError('invalid_header', {
    detail:
      'Idempotency-Key must have 1 to 255 visible ASCII characters. Send for example a random UUID.',
    members: { header: 'Idempotency-Key' },
  });
}

/**
 * Ids that are the same whenever the same principal sends the same key to the same function, and
 * random without a key. The database's primary key then makes a repetition the first event again,
 * without any memory of keys that could be lost or expire.
 */
export async function emissionIds(
  principal: string,
  functionName: string,
  key: string | undefined,
): Promise<EmissionIds> {
  if (key === undefined) {
    return { eventId: crypto.randomUUID(), newAggregateId: crypto.randomUUID() };
  }
  const idFor = async (what: string) =>
    uuidV5(namespace, JSON.stringify([what, principal, functionName, key]));
  const [eventId, newAggregateId] = await Promise.all([idFor('event'), idFor('aggregate')]);
  return { eventId, newAggregateId };
}
