import { setTimeout as pause } from 'node:timers/promises';

import type { Client } from 'pg';

import { backoffMs, fullJitter } from '../backoff.ts';
import { databaseTrouble } from '../database/database-trouble.ts';
import { isRefusal } from '../database/is-refusal.ts';
import type { DatabaseSession, Sessions } from '../database/sessions.ts';
import type { Lifecycle } from '../lifecycle.ts';

/** Between two tries to open a session: a restarted server is back within seconds. */
const pauses = { baseMs: 100, maxMs: 2_000 };

/** One that is in doubt has so long to answer. */
const proofMs = 1_000;

/** A lane's session to the database, which is replaced when it breaks. */
export interface LaneSession {
  /** Why there is none, as long as the last try failed. */
  readonly trouble: string | undefined;
  /** The session, opened if there is none; asked first if another one was found dead since its last use. */
  client(): Promise<Client>;
  /** A statement went through. */
  worked(): void;
  /** Gives the session up and resolves when it is time to try again. Its transaction is gone. */
  replace(cause: unknown): Promise<void>;
  close(): Promise<void>;
}

export function createLaneSession(
  sessions: Sessions,
  name: string,
  lifecycle: Lifecycle,
  stopping: AbortSignal,
): LaneSession {
  let session: DatabaseSession | undefined;
  let provenAtMs = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let trouble: string | undefined;

  return {
    get trouble() {
      return trouble;
    },
    async client() {
      // A loss is found by the next statement; while it sleeps the lane needs no session.
      if (session !== undefined && provenAtMs <= sessions.lostAtMs && !(await answers(session))) {
        session.abandon();
        session = undefined;
      }
      session ??= await sessions.open(name, ignore);
      provenAtMs = performance.now();
      return session.client;
    },
    worked() {
      provenAtMs = performance.now();
      if (failures > 0) lifecycle.emit('databaseBack');
      failures = 0;
      trouble = undefined;
    },
    async replace(cause) {
      session?.abandon();
      session = undefined;
      if (!isRefusal(cause)) sessions.lost();
      trouble = databaseTrouble(cause);
      lifecycle.emit('databaseLost', { reason: trouble });
      const pauseMs = fullJitter(backoffMs(failures, pauses));
      failures += 1;
      await pause(pauseMs, undefined, { signal: stopping }).catch(ignore);
    },
    async close() {
      await session?.close();
    },
  };
}

async function answers({ client }: DatabaseSession): Promise<boolean> {
  // pg takes this time-out for a statement also, which its types do not know.
  const question = { text: 'SELECT 1', query_timeout: proofMs };
  return client.query(question).then(
    () => true,
    () => false,
  );
}

function ignore(): void {}
