import type { BenchRun } from '../bench-run.ts';
import { rotate } from '../measuring/rotate.ts';
import type { PartFindings } from '../report/part-result.ts';
import { benchClient } from '../server/bench-client.ts';
import type { BenchDatabase } from '../server/bench-server.ts';
import { costPerEvent, readCost } from '../server/cost.ts';
import { holdXmin } from '../server/hold-xmin.ts';
import { sameEvent } from '../subjects/event-rows.ts';
import { startSubject } from '../subjects/start-subject.ts';
import { describeWriterCost } from './describe-writer-cost.ts';
import type { WriterFigure } from './writer-figure.ts';
import { type WriterVariant, writerVariants } from './writer-variants.ts';

/** A block's first part does not count: connections plan, caches fill. */
const warmUpShare = 0.2;

/**
 * What a writer pays for having its event handed on: inserts per second, one event per transaction,
 * by clients that do nothing else. Nobody handles the events, but where the relay is at work; somebody
 * listens, since a notification that nobody hears is cheaper.
 */
export async function measureWriterCost(run: BenchRun): Promise<PartFindings> {
  const figures: WriterFigure[] = [];
  for (let round = 0; round < run.sizes.writers.rounds; round += 1) {
    for (const variant of rotate(writerVariants, round)) {
      figures.push(...(await measureVariant(run, variant)));
    }
    run.log(`writers: round ${round + 1} of ${run.sizes.writers.rounds}`);
  }
  return describeWriterCost(figures, run.sizes.writers.clients);
}

async function measureVariant(run: BenchRun, variant: WriterVariant): Promise<WriterFigure[]> {
  const { server, writer, sizes } = run;
  const { clients: counts, blockMs } = sizes.writers;
  const { subject } = variant;
  const template = await server.template(subject.template, async (url) => subject.install(url));
  await using database = await server.createDatabase(template);
  await variant.prepare(database.ownerUrl);
  await using listener = await benchClient(database.ownerUrl);
  await listener.client.query('LISTEN workflow_events; LISTEN "jobs:insert"; LISTEN pgboss_notify');
  await using _ = variant.withXmin ? await holdXmin(database.ownerUrl) : undefined;
  await using relay = variant.withRelay ? await startSubject(subject, database) : undefined;
  await writer.open(database.ownerUrl, subject.insert(sameEvent), Math.max(...counts));
  const found: WriterFigure[] = [];
  let inserted = 0;
  for (const clients of counts) {
    inserted += (await writer.insert(clients, blockMs * warmUpShare)).events;
    const before = await readCost(server, database.name, undefined, 'bench');
    const { events, ms } = await writer.insert(clients, blockMs);
    const after = await readCost(server, database.name, undefined, 'bench');
    inserted += events;
    const { postgresMicroseconds, walBytes } = costPerEvent(before, after, events);
    const perSecond = (events * 1e3) / ms;
    found.push({ variant: variant.name, clients, perSecond, postgresMicroseconds, walBytes });
  }
  await writer.close();
  await relay?.until(({ finished }) => finished === inserted, 60_000);
  await relay?.stop();
  await checkInserted(database, variant, inserted);
  return found;
}

async function checkInserted(
  database: BenchDatabase,
  { name, subject, queues, withRelay }: WriterVariant,
  inserted: number,
): Promise<void> {
  await using owner = await benchClient(database.ownerUrl);
  const { rows } = await owner.client.query<{ count: number }>(subject.countWaiting);
  const expected = queues && !withRelay ? inserted : 0;
  if (rows[0]?.count !== expected) {
    throw new Error(
      `${name}: ${inserted} inserts left ${rows[0]?.count} in the queue instead of ${expected}. The numbers must add up.`,
    );
  }
}
