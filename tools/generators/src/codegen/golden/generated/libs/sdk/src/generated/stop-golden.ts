// Generated from libs/contracts by "nx sync". Do not edit.

import type { Client } from '../create-client.ts';
import { type EmitOptions, type EmittedEvent, emitEvent } from '../emit-event.ts';
import { requireUuid } from '../uuid.ts';
import { type BrokenRule } from './validator-runtime/broken-rules.ts';
import { isText } from './validator-runtime/check-lengths.ts';
import { isObject } from './validator-runtime/check-objects.ts';

/** Data of `golden.stopped`, less what the server fills in. */
export interface StopGoldenBody {
  reason: string;
}

/**
 * Someone stopped it.
 * Emits `golden.stopped`.
 * Needs the permission `golden.stop`.
 *
 * @throws ValidationError before anything is sent; ProblemError, NetworkError, TimeoutError
 */
export async function stopGolden(
  client: Client,
  goldenId: string,
  body: StopGoldenBody,
  options: EmitOptions = {},
): Promise<EmittedEvent> {
  const emission = {
    path: `/stop-golden/${requireUuid('golden_id', goldenId)}`,
    idName: 'golden_id',
    check: checkGoldenStoppedV1,
  };
  return emitEvent(client, emission, body, options);
}

/** What breaks the contract of golden.stopped, version 1. */
function checkGoldenStoppedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['reason'])) return;
  const reason = data['reason'];
  isText(rules, 'event_data.reason', reason, undefined, 100);
}
