import { startTemporal } from '@a4c/dev-stack';
import type { Client } from 'pg';

import type { BenchRun } from '../bench-run.ts';
import { benchClient } from '../server/bench-client.ts';
import type { BenchDatabase } from '../server/bench-server.ts';
import { eventType } from '../subjects/event-rows.ts';
import { relay } from '../subjects/relay.ts';
import { type RunningSubject, startSubject } from '../subjects/start-subject.ts';
import { type BareStarter, connectBareStarter } from './bare-start.ts';

/** A Temporal server that nobody has used yet, the relay before it, and the bare reference beside it. */
export interface FreshPair extends AsyncDisposable {
  readonly database: BenchDatabase;
  readonly owner: Client;
  readonly running: RunningSubject;
  readonly bare: BareStarter;
}

/** The dev server's own limits are below what it can do. */
const withoutLimits = {
  'frontend.rps': 100_000,
  'frontend.namespaceRPS': 100_000,
  'history.rps': 100_000,
};

/** Starts all of it anew, since a Temporal server slows down as it fills. */
export async function startFreshPair(run: BenchRun): Promise<FreshPair> {
  const started: AsyncDisposable[] = [];
  const keep = <T extends AsyncDisposable>(part: T): T => {
    started.unshift(part);
    return part;
  };
  const dispose = async () => {
    for (const part of started) await part[Symbol.asyncDispose]();
  };
  try {
    const template = await run.server.template(relay.template, async (url) => relay.install(url));
    const database = keep(await run.server.createDatabase(template));
    const { client: owner } = keep(await benchClient(database.ownerUrl));
    const { address } = keep(await startTemporal({ dynamicConfig: withoutLimits }));
    const bare = keep(await connectBareStarter(address, await taskQueueOf(owner)));
    const environment = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default' };
    const running = keep(await startSubject(relay, database, environment));
    return { database, owner, running, bare, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function taskQueueOf(owner: Client): Promise<string> {
  const { rows } = await owner.query<{ queue: string }>(
    'SELECT task_queue AS queue FROM workflow_route WHERE event_type = $1',
    [eventType],
  );
  return rows[0]?.queue ?? '';
}
