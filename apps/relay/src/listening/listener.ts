import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { Client } from 'pg';

import { backoffMs, fullJitter } from '../backoff.ts';
import { messageOf } from '../database/message-of.ts';
import type { DatabaseSession } from '../database/sessions.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Gate } from './gate.ts';

const channel = 'workflow_events';
/** A subscription that is gone, or a connection that is dead, is noticed within this and the time-out. */
const heartbeatMs = 4_000;
/** How long a notification of our own may take to come back. */
const selfTestMs = 3_000;

export interface Listener {
  /** Whether notifications are known to arrive. */
  readonly isListening: boolean;
  stop(): Promise<void>;
}

/** What a listener tells, and what it needs. */
export interface ListenerHooks {
  /** Opens the session to listen on, a direct one. */
  readonly open: (onLost: (reason: string) => void) => Promise<DatabaseSession>;
  /** Sends a notification with this payload on the channel, from another session. */
  readonly notify: (channel: string, payload: string) => Promise<unknown>;
  /** Notifications arrive from now on; some may have been missed before. */
  readonly onListening: () => void;
  /** Something was committed, or another relay wants help. `payload` is empty for the former. */
  readonly onNotification: (payload: string) => void;
  /** Nobody will wake the relay from now on. */
  readonly onLost: () => void;
}

/**
 * Subscribes to `workflow_events` on a session of its own and keeps the subscription. After each
 * connect a notification is sent from another session and awaited: a pooler in transaction mode
 * swallows it without any error, which is told by `listenLost`. Only a session that has proven
 * itself is given to the gate, so its lock is never taken through a pooler.
 */
export function startListener(lifecycle: Lifecycle, gate: Gate, hooks: ListenerHooks): Listener {
  let isListening = false;
  let failures = 0;
  const stopping = new AbortController();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const reason = await subscribe();
      const wasListening = isListening;
      isListening = false;
      gate.detach();
      if (wasListening) hooks.onLost();
      if (stopping.signal.aborted) return;
      lifecycle.emit('listenLost', { reason });
      const pauseMs = fullJitter(backoffMs(failures, { baseMs: 100, maxMs: 10_000 }));
      failures += 1;
      await pauseFor(pauseMs);
    }
  }

  /** Listens until it fails. Resolves with the reason. */
  async function subscribe(): Promise<string> {
    const { promise: broken, resolve: lost } = Promise.withResolvers<string>();
    let session: DatabaseSession | undefined;
    try {
      session = await hooks.open(lost);
      const { client } = session;
      const selfTest = randomUUID();
      const { promise: proven, resolve: prove } = Promise.withResolvers<true>();
      client.on('notification', ({ payload = '' }) => {
        if (payload === selfTest) prove(true);
        else hooks.onNotification(payload);
      });
      await client.query(`LISTEN ${channel}`);
      await hooks.notify(channel, selfTest);
      const sentAt = performance.now();
      const verdict = await Promise.race([proven, broken, pauseFor(selfTestMs)]);
      if (verdict !== true) {
        return (
          verdict ??
          'A notification sent to this session did not arrive. Connect directly, not through a pooler in transaction mode.'
        );
      }
      isListening = true;
      failures = 0;
      gate.attach(client);
      lifecycle.emit('listening', { selfTestMs: performance.now() - sentAt });
      hooks.onListening();
      return await watch(client, broken);
    } catch (error) {
      return messageOf(error);
    } finally {
      session?.abandon();
    }
  }

  /** Asks the server now and then whether it still knows the subscription. */
  async function watch(client: Client, broken: Promise<string>): Promise<string> {
    while (!stopping.signal.aborted) {
      const reason = await Promise.race([broken, pauseFor(heartbeatMs)]);
      if (reason !== undefined) return reason;
      const verdict = await Promise.race([isSubscribed(client), broken, pauseFor(selfTestMs)]);
      if (verdict !== true) {
        return typeof verdict === 'string' ? verdict : 'The session no longer listens or answers.';
      }
    }
    return 'stopped';
  }

  /** Ends early, without an error, when the listener stops. */
  async function pauseFor(ms: number): Promise<undefined> {
    await pause(ms, undefined, { signal: stopping.signal }).catch(ignore);
  }

  const running = run();
  return {
    get isListening() {
      return isListening;
    },
    stop() {
      stopping.abort();
      return running;
    },
  };
}

async function isSubscribed(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ channel: string }>(
    'SELECT pg_listening_channels() AS channel',
  );
  return rows.some((row) => row.channel === channel);
}

function ignore(): void {}
