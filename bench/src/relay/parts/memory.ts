import type { BenchRun } from '../bench-run.ts';
import { type ResidentMemory, residentMemoryOf } from '../measuring/process-figures.ts';
import { rate } from '../report/cells.ts';
import type { PartFindings } from '../report/part-result.ts';
import { checkHandled } from '../subjects/handled-check.ts';
import { relay } from '../subjects/relay.ts';
import { startSubject } from '../subjects/start-subject.ts';
import { countOnly } from '../subjects/subject-environment.ts';
import { fill } from '../writers/fill.ts';

const mostMB = 300;
const bytesPerMB = 1e6;
const sampleEveryMs = 250;

/** What the relay holds in memory while it works off far more than it could hold. */
export async function measureMemory(run: BenchRun): Promise<PartFindings> {
  const { pending, limitMs } = run.sizes.memory;
  const template = await run.server.template(relay.template, async (url) => relay.install(url));
  await using database = await run.server.createDatabase(template);
  run.log(`memory: inserting ${rate(pending)} events`);
  await fill(relay, database, pending);
  await using running = await startSubject(relay, database, countOnly);
  const samples: ResidentMemory[] = [];
  const timer = setInterval(() => {
    const found = residentMemoryOf(running.pid);
    if (found !== undefined) samples.push(found);
  }, sampleEveryMs);
  const { finished } = await running
    .until((progress) => progress.finished === pending, limitMs)
    .finally(() => clearInterval(timer));
  const peak = (residentMemoryOf(running.pid)?.peak ?? Number.NaN) / bytesPerMB;
  await running.stop();
  const handled = running.progress.finished;
  await checkHandled(relay, database, { inserted: pending, handled });
  const now = samples.map((sample) => sample.now / bytesPerMB);
  return {
    tables: [
      {
        title: 'Memory',
        note: `Resident memory of the relay's process while it works off a backlog for ${limitMs / 1e3} s.`,
        columns: [
          '',
          'pending at the start',
          'handled meanwhile',
          'peak RSS, MB',
          'RSS at the end, MB',
        ],
        rows: [
          [relay.name, rate(pending), rate(finished), rate(peak), rate(now.at(-1) ?? Number.NaN)],
        ],
      },
    ],
    goals: [
      {
        what: `memory with ${rate(pending)} pending, MB`,
        goal: `< ${mostMB}`,
        measured: rate(peak),
        isReached: peak < mostMB,
      },
    ],
    charts: [],
    figures: { pending, finished, peakMB: peak, samplesMB: now },
  };
}
