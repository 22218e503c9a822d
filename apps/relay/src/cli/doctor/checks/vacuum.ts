import { formatCount } from '../../output/format.ts';
import { type Check, fail, ok, warn } from '../check.ts';

/** Autovacuum begins at 1,000 and 2 % here: so many dead rows mean that it is late, or may not remove them. */
const manyDeadRows = 100_000;

/** Whether dead rows are removed from the queue, whose rows live for milliseconds. */
export const vacuumCheck: Check = {
  name: 'vacuum',
  async run({ client }) {
    const { rows } = await client.query<{
      dead: number;
      live: number;
      last: string | null;
      on: boolean;
    }>(
      `SELECT n_dead_tup::float8 AS dead, n_live_tup::float8 AS live,
         to_char(greatest(last_autovacuum, last_vacuum) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS last,
         current_setting('autovacuum')::boolean AND current_setting('track_counts')::boolean AS on
       FROM pg_stat_user_tables WHERE relid = to_regclass('public.workflow_dispatch')`,
    );
    const { dead = 0, live = 0, last = null, on = true } = rows[0] ?? {};
    const found = `workflow_dispatch: ${formatCount(dead)} dead and ${formatCount(live)} live rows, last vacuum ${last ?? 'never'}`;
    if (!on)
      return fail(`${found}; autovacuum is off`, 'Set autovacuum = on and track_counts = on.');
    if (dead > manyDeadRows && dead > live) {
      return warn(
        found,
        'See what holds xmin; if nothing does, run as the owner: VACUUM workflow_dispatch',
      );
    }
    return ok(found);
  },
};
