import type { EventData } from '@a4c/contracts';

import type { ActivityDependencies } from './activity-dependencies.ts';
import type { BootstrapRequest } from './bootstrap-request.ts';
import { emittedMetadata } from './emitted-metadata.ts';

type Failure = BootstrapRequest & EventData<'organization.bootstrap_failed'>;

/** The contract's limit for `reason`. */
const maxReasonLength = 1_000;

/** Emits `organization.bootstrap_failed`, the last act of a bootstrap that was undone. */
export async function failBootstrapActivity(
  { emitEvent, environment }: ActivityDependencies,
  request: Failure,
): Promise<void> {
  const { organization_id, stage, reason, not_undone } = request;
  await emitEvent({
    eventType: 'organization.bootstrap_failed',
    aggregateId: organization_id,
    eventData: { stage, reason: cutReason(reason), not_undone },
    metadata: emittedMetadata(request, environment),
  });
}

/** Storable, and at most 1,000 code points, as the contract counts; a cut one ends in `…`. */
function cutReason(reason: string): string {
  const points = Array.from(reason.replaceAll('\u0000', '').toWellFormed());
  if (points.length <= maxReasonLength) return points.join('') || 'No reason was given.';
  return `${points.slice(0, maxReasonLength - 1).join('')}…`;
}
