// Generated from libs/contracts by "nx sync". Do not edit.

import type { Client } from '../create-client.ts';
import { type EmitOptions, type EmittedEvent, emitEvent } from '../emit-event.ts';
import { emailPattern } from './patterns.ts';
import { type BrokenRule, broken, wrongKind } from './validator-runtime/broken-rules.ts';
import { isText } from './validator-runtime/check-lengths.ts';
import { isObject } from './validator-runtime/check-objects.ts';

/** Data of `golden.began`, less what the server fills in. */
export interface BeginGoldenBody {
  /** Whom to tell. */
  email: string;
  /** @deprecated */
  old_name?: string | undefined;
  /** Default: "free". */
  tier?: 'free' | 'big' | undefined;
}

/**
 * Something began.
 * Emits `golden.began`, which starts `goldenWorkflow`.
 * Needs the permission `golden.begin`.
 *
 * @throws ValidationError before anything is sent; ProblemError, NetworkError, TimeoutError
 */
export function beginGolden(
  client: Client,
  body: BeginGoldenBody,
  options: EmitOptions = {},
): Promise<EmittedEvent> {
  const emission = {
    path: '/begin-golden',
    idName: 'golden_id',
    defaults: { tier: 'free' },
    check: checkGoldenBeganV1,
  };
  return emitEvent(client, emission, body, options);
}

/** What breaks the contract of golden.began, version 1. */
function checkGoldenBeganV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['email', 'old_name', 'tier'])) return;
  const email = data['email'];
  if (isText(rules, 'event_data.email', email) && !emailPattern.test(email)) broken(rules, 'event_data.email', 'format email');
  const oldName = data['old_name'];
  if (oldName !== undefined) {
    isText(rules, 'event_data.old_name', oldName, undefined, 20);
  }
  const tier = data['tier'];
  if (tier !== 'free' && tier !== 'big') wrongKind(rules, 'event_data.tier', 'one_of', tier);
}
