import { setTimeout as pause } from 'node:timers/promises';

import { type GateAnswer, releaseGate, tryGate } from '@a4c/database';
import type { Client } from 'pg';

import type { GateState, Lifecycle } from '../lifecycle.ts';

/** Writers that keep the gate open for so long are told of. */
const slowWriterMs = 5_000;
/** A session answers within milliseconds. Who waited longer for a dead one would find no work meanwhile. */
const answerMs = 250;

/**
 * What makes writers notify: an advisory lock that a sleeping relay holds alone, on the session that
 * listens. Whoever has found nothing closes it, claims once more, and may sleep then: what was
 * committed before is found by that claim, what is committed later is notified.
 */
export interface Gate {
  readonly state: GateState;
  /**
   * Grows whenever the gate opens. A claim that began while the gate was held, and found nothing, is
   * the last one needed if the number is the same after it.
   */
  readonly tenure: number;
  /** How long writers have refused it without a break, milliseconds. */
  readonly refusedForMs: number;
  /** Takes the gate, unless somebody refuses it or no session listens and answers. */
  close(): Promise<GateAnswer | 'absent'>;
  /** Lets writers go on without notifying, as long as this relay looks for work by itself. */
  open(): void;
  /** Tells the other relays that there is more than this one can take. */
  callSiblings(payload: string): void;
  /** Gives the gate the session that listens now. */
  attach(client: Client): void;
  /** That session is lost, and the lock with it. */
  detach(): void;
}

export function createGate(lifecycle: Lifecycle): Gate {
  let client: Client | undefined;
  let state: GateState = 'absent';
  let tenure = 0;
  let refusedSince: number | undefined;
  let isReported = false;
  /** A question that the session has not answered yet. */
  let asked: Promise<GateAnswer | 'absent'> | undefined;

  function become(next: GateState): void {
    if (state === 'held' && next !== 'held') tenure += 1;
    if (state === next) return;
    state = next;
    lifecycle.emit('gate', { state });
  }

  function noteWriters(): void {
    refusedSince ??= performance.now();
    const forMs = performance.now() - refusedSince;
    if (isReported || forMs < slowWriterMs) return;
    isReported = true;
    lifecycle.emit('slowWriter', { forMs });
  }

  async function close(): Promise<GateAnswer | 'absent'> {
    if (client === undefined) return 'absent';
    if (state === 'held') return 'taken';
    asked ??= ask(client);
    const tooLate = new AbortController();
    const late = pause(answerMs, 'absent' as const, { signal: tooLate.signal }).catch(notLate);
    const answer = await Promise.race([asked, late]);
    tooLate.abort();
    return answer;
  }

  /** Also an answer that nobody waits for any more counts: the lock may have been taken. */
  async function ask(session: Client): Promise<GateAnswer | 'absent'> {
    // An error is the listener's: it hears of the same loss and replaces the session.
    const answer = await tryGate(session).catch(() => 'absent' as const);
    if (session !== client) return 'absent';
    asked = undefined;
    if (answer === 'absent') return 'absent';
    if (answer === 'writers') noteWriters();
    else [refusedSince, isReported] = [undefined, false];
    become(answer === 'taken' ? 'held' : 'refused');
    return answer;
  }

  return {
    get state() {
      return state;
    },
    get tenure() {
      return tenure;
    },
    get refusedForMs() {
      return refusedSince === undefined ? 0 : performance.now() - refusedSince;
    },
    close,
    open() {
      if (state !== 'held' || client === undefined) return;
      become('open');
      sendOff(releaseGate(client));
    },
    callSiblings(payload) {
      if (client !== undefined) {
        sendOff(client.query('SELECT pg_notify($1, $2)', ['workflow_events', payload]));
      }
    },
    attach(next) {
      client = next;
      asked = undefined;
      become('open');
    },
    detach() {
      client = undefined;
      asked = undefined;
      refusedSince = undefined;
      become('absent');
    },
  };
}

/** A session that cannot take it is lost, and its lock with it. */
function sendOff(statement: Promise<unknown>): void {
  statement.catch(ignore);
}

function ignore(): void {}

function notLate(): 'absent' {
  return 'absent';
}
