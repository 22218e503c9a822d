import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { expect } from 'vitest';

import { faultTest } from '../fault-test.ts';
import { listDeliveries, percentile, waitOf } from '../oracle/latency.ts';
import { clockFrom } from '../tools/libfaketime.ts';
import { createWorld } from '../world/create-world.ts';

const warning = /clock differs/;

faultTest(
  {
    number: 17,
    fault: "the relay's host clock is off by ± 10 min, and jumps while it runs",
    full: { 'each s': 30, 'events/s': 20 },
    timeoutS: { full: 300 },
  },
  async ({ 'each s': eachS, 'events/s': perSecond }, figures) => {
    await using world = await createWorld();
    const folder = await mkdtemp(join(tmpdir(), 'a4c-faults-'));
    world.use({ [Symbol.asyncDispose]: async () => rm(folder, { recursive: true }) });
    const offsetFile = join(folder, 'offset');
    const env = clockFrom(offsetFile);

    /** Waits of the events of some seconds, under relays whose clock starts as given and may jump. */
    const waitsWith = async (offset: string, jumps: readonly string[] = []) => {
      await writeFile(offsetFile, offset);
      const relay = await world.startRelay(env);
      const from = Date.now();
      const load = world.startLoad({ perSecond });
      for (const next of jumps) {
        await pause((eachS * 1_000) / (jumps.length + 1));
        await writeFile(offsetFile, next);
      }
      await pause((eachS * 1_000) / (jumps.length + 1));
      await load.stop();
      await world.untilDispatched(10_000);
      await relay.stop();
      const deliveries = await listDeliveries(world.admin, world.ledger);
      const waits = deliveries.filter(({ committedMs }) => committedMs >= from);
      return { waits: waits.map((one) => waitOf(one)), log: relay.log };
    };
    const right = await waitsWith('+0');
    const ahead = await waitsWith('+600');
    const behind = await waitsWith('-600');
    const jumping = await waitsWith('+0', ['+600', '-600', '+0']);
    const warned = ({ log }: typeof right): number =>
      log.filter(({ msg }) => warning.test(msg)).length;
    const p99 = ({ waits }: typeof right): number => percentile(waits, 99);
    figures({
      'p99 wait ms right': p99(right),
      ahead: p99(ahead),
      behind: p99(behind),
      jumping: p99(jumping),
      warnings: `${warned(right)}, ${warned(ahead)}, ${warned(behind)}`,
      ...(await world.compare()),
    });
    for (const { waits, log } of [right, ahead, behind, jumping]) {
      expect(Math.max(...waits)).toBeLessThan(2_000);
      expect(log.filter(({ level }) => level >= 50)).toEqual([]);
    }
    expect([warned(right), warned(ahead) > 0, warned(behind) > 0]).toEqual([0, true, true]);
  },
);
