import { formatCount, formatDuration } from '../../output/format.ts';
import { type Check, type DoctorContext, fail, type Finding, ok, warn } from '../check.ts';

/** Dead rows pile up as long as somebody might still see them. */
const longMs = 5 * 60_000;
const tooLongMs = 60 * 60_000;
const manyTransactions = 1_000_000;

/** Who keeps vacuum from removing dead rows: transactions, prepared ones, replication slots. */
export const heldXminCheck: Check = {
  name: 'xmin',
  async run(context) {
    const findings = [
      await oldestTransaction(context),
      ...(await preparedTransactions(context)),
      ...(await replicationSlots(context)),
    ];
    const notable = findings.filter(({ status }) => status !== 'ok');
    return notable.length > 0 ? notable : findings;
  },
};

async function oldestTransaction({ client }: DoctorContext): Promise<Finding> {
  const { rows } = await client.query<{
    pid: number;
    who: string;
    ms: number | null;
    hidden: number;
  }>(`
SELECT pid, coalesce(usename, '') || ' ' || coalesce(application_name, '') AS who,
  (extract(epoch FROM clock_timestamp() - xact_start) * 1000)::float8 AS ms,
  (SELECT count(*)::int FROM pg_stat_activity
    WHERE datname = current_database() AND backend_start IS NULL) AS hidden
FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
UNION ALL SELECT 0, '', NULL, (SELECT count(*)::int FROM pg_stat_activity
  WHERE datname = current_database() AND backend_start IS NULL)
ORDER BY ms DESC NULLS LAST LIMIT 1`);
  const { pid = 0, who = '', ms = null, hidden = 0 } = rows[0] ?? {};
  if (ms !== null && ms > longMs) {
    const finding = ms > tooLongMs ? fail : warn;
    return finding(
      `a transaction of ${who.trim()} (pid ${pid}) is open for ${formatDuration(ms)}`,
      `End it, or as a superuser: SELECT pg_terminate_backend(${pid})`,
    );
  }
  if (hidden > 0) {
    return warn(
      `transactions of ${formatCount(hidden)} sessions of other users are not shown to this role`,
      'As a superuser: GRANT pg_read_all_stats TO a4c_operator.',
    );
  }
  return ok(
    ms === null
      ? 'no other transaction is open'
      : `the oldest transaction is ${formatDuration(ms)} old`,
  );
}

async function preparedTransactions({ client }: DoctorContext): Promise<Finding[]> {
  const { rows } = await client.query<{ gid: string; ms: number }>(
    `SELECT gid, (extract(epoch FROM clock_timestamp() - prepared) * 1000)::float8 AS ms
     FROM pg_prepared_xacts ORDER BY prepared LIMIT 1`,
  );
  return rows
    .filter(({ ms }) => ms > longMs)
    .map(({ gid, ms }) =>
      (ms > tooLongMs ? fail : warn)(
        `the transaction '${gid}' is prepared since ${formatDuration(ms)}`,
        `As its owner: ROLLBACK PREPARED '${gid}', or COMMIT PREPARED.`,
      ),
    );
}

async function replicationSlots({ client }: DoctorContext): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; active: boolean; held: number }>(
    `SELECT slot_name AS name, active, greatest(age(xmin), age(catalog_xmin)) AS held
     FROM pg_replication_slots WHERE greatest(age(xmin), age(catalog_xmin)) > ${manyTransactions}`,
  );
  return rows.map(({ name, active, held }) =>
    warn(
      `the ${active ? 'active' : 'inactive'} replication slot ${name} holds xmin back by ${formatCount(held)} transactions`,
      `Let its subscriber catch up, or drop it: SELECT pg_drop_replication_slot('${name}')`,
    ),
  );
}
