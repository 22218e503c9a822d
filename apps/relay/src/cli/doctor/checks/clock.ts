import { formatDuration } from '../../output/format.ts';
import { type Check, ok, warn } from '../check.ts';

/** More than this is no drift of a clock that is set by NTP. */
const toleratedMs = 1_000;

/** Whether this machine's clock agrees with the database's, which alone decides when things are due. */
export const clockCheck: Check = {
  name: 'clock',
  async run({ client }) {
    const before = Date.now();
    const { rows } = await client.query<{ ms: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
    );
    const after = Date.now();
    const aheadMs = (before + after) / 2 - (rows[0]?.ms ?? 0);
    // Half of the round trip is what the answer's time may be off.
    const certainMs = Math.abs(aheadMs) - (after - before) / 2;
    if (certainMs <= toleratedMs) return ok('this machine and the database agree within a second');
    return warn(
      `this machine is ${formatDuration(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead of' : 'behind'} the database`,
      'Set the clocks by NTP. The relay goes by the database; logs and traces would mislead.',
    );
  },
};
