import { formatDuration } from '../../output/format.ts';
import { readStatus } from '../../status/read-status.ts';
import { silentForLongMs } from '../../status/relay-status.ts';
import { type Check, fail, type Finding, ok, warn } from '../check.ts';

/** Whether relays run, are woken, and can use Temporal; and what keeps events waiting on purpose. */
export const relaysCheck: Check = {
  name: 'relays',
  async run({ client }) {
    const { relays, routes, paused, paused_at, paused_by } = await readStatus(client);
    const alive = relays.filter((relay) => relay.silent_ms <= silentForLongMs);
    const findings: Finding[] = [];
    for (const { host, pid, silent_ms } of relays.filter((relay) => !alive.includes(relay))) {
      findings.push(
        warn(
          `${host}:${pid} was heard of ${formatDuration(silent_ms)} ago`,
          'It was killed, is frozen, or has lost the database. Its events go to the others; look at its log.',
        ),
      );
    }
    if (alive.length === 0) findings.push(fail('none runs', 'Start one: "a4c-relay run".'));
    for (const { host, pid, listen_state, breaker_reason } of alive) {
      const name = `${host}:${pid}`;
      if (breaker_reason !== null) {
        findings.push(
          fail(
            `${name} cannot use Temporal: ${breaker_reason}`,
            'Mend Temporal, or the TEMPORAL_ variables of that relay.',
          ),
        );
      } else if (listen_state === 'listening') findings.push(ok(`${name} is listening`));
      else {
        findings.push(
          warn(
            `${name} gets no notifications (${listen_state})`,
            'Give it a direct connection; meanwhile it looks for work.',
          ),
        );
      }
    }
    if (paused) {
      findings.push(
        warn(`all are paused since ${paused_at} by ${paused_by}`, '"a4c-relay resume" goes on.'),
      );
    }
    const names = routes.filter((route) => route.paused).map((route) => route.event_type);
    if (names.length > 0) {
      findings.push(
        warn(`paused routes: ${names.join(', ')}`, '"a4c-relay resume <route>" goes on.'),
      );
    }
    return findings;
  },
};
