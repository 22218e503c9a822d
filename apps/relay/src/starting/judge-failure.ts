import { cutText } from '../acknowledging/cut-text.ts';
import type { Answer } from './answer.ts';
import { classifyFailure } from './classify-failure.ts';
import { grpcFailureOf } from './grpc-failure.ts';
import type { Starter } from './starter.ts';

/** What Temporal says when it is asked for our namespace. */
type ProbeAnswer = { readonly kind: 'answers' } | Exclude<Answer, { kind: 'running' }>;

/** Finds out what a failed start means: its event's own trouble, or everybody's. */
export interface Judge {
  /** Never throws. */
  judge(error: unknown): Promise<Answer>;
  /** Whether our namespace can be used. One question at a time serves all who ask. Never throws. */
  ask(): Promise<ProbeAnswer>;
}

export function createJudge(starter: Starter): Judge {
  let asking: Promise<ProbeAnswer> | undefined;

  function ask(): Promise<ProbeAnswer> {
    asking ??= askForNamespace(starter).finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    ask,
    async judge(error) {
      const found = classifyFailure(error);
      if (found.kind !== 'unclear') return found;
      const { code, message } = found;
      const answer = await ask();
      if (answer.kind === 'answers') return { kind: 'failed', code, message };
      if (answer.kind === 'configuration') return answer;
      return { kind: 'outage', code, message };
    },
  };
}

async function askForNamespace(starter: Starter): Promise<ProbeAnswer> {
  try {
    await starter.ask();
    return { kind: 'answers' };
  } catch (error) {
    const found = classifyFailure(error);
    if (found.kind === 'configuration') return found;
    // A namespace that is not there answers a plain NOT_FOUND to this call.
    const missing = grpcFailureOf(error)?.code === 'NOT_FOUND';
    const { code, message } =
      found.kind === 'running' ? { code: 'UNKNOWN', message: String(error) } : found;
    return { kind: missing ? 'configuration' : 'outage', code, message: cutText(message) };
  }
}
