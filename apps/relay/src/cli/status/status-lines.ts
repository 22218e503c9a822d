import type { Output } from '../cli.ts';
import { countOf, formatCount, formatDuration } from '../output/format.ts';
import { paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { tableLines } from '../output/table.ts';
import { type RelayInstanceStatus, type RelayStatus, silentForLongMs } from './relay-status.ts';

/** The status for people. */
export function statusLines(output: Output, status: RelayStatus): string[] {
  const { pending, oldest_pending_ms: oldest, dead_letters: dead } = status;
  const state = status.paused
    ? paint(output, 'yellow', `paused since ${status.paused_at} by ${status.paused_by}`)
    : 'not paused';
  const lines = [
    `${status.at}  ${state}`,
    `${countOf(pending, 'event')} pending${oldest === null ? '' : `, the oldest ${formatDuration(oldest)} old`}`,
    paint(output, dead > 0 ? 'red' : 'green', countOf(dead, 'open dead letter')),
    '',
    ...tableLines([
      headings(output, ['ROUTE', 'PENDING', 'RETRYING', 'OLDEST', 'STATE']),
      ...status.routes.map((route) => [
        route.event_type,
        formatCount(route.pending),
        formatCount(route.retrying),
        route.oldest_pending_ms === null ? '–' : formatDuration(route.oldest_pending_ms),
        route.paused ? paint(output, 'yellow', 'paused') : 'open',
      ]),
    ]),
    '',
    ...relayLines(output, status.relays),
  ];
  if (dead === 0) return lines;
  return [
    ...lines,
    '',
    ...tableLines([
      headings(output, ['DEAD LETTERS', 'OPEN', 'OLDEST']),
      ...status.dead_letters_by_code.map(({ code, open, oldest_ms }) => [
        printable(code),
        formatCount(open),
        formatDuration(oldest_ms),
      ]),
    ]),
  ];
}

function relayLines(output: Output, relays: readonly RelayInstanceStatus[]): string[] {
  if (relays.length === 0) return [paint(output, 'red', 'No relay runs.')];
  const titles = ['RELAY', 'SEEN', 'LISTEN', 'GATE', 'BREAKER', 'WINDOW', 'BATCH'];
  const rows = relays.map((relay) => [
    printable(`${relay.host}:${relay.pid}`),
    seen(output, relay),
    printable(relay.listen_state),
    printable(relay.gate),
    relay.breaker_reason === null
      ? printable(relay.breaker)
      : paint(output, 'red', printable(relay.breaker)),
    `${relay.in_flight}/${relay.window}`,
    formatCount(relay.batch),
    ...[relay.claimed_per_second, relay.started_per_second, relay.failed_per_second].map(perSecond),
  ]);
  const reasons = relays.flatMap(({ host, pid, breaker_reason: reason }) =>
    reason === null ? [] : [paint(output, 'red', printable(`${host}:${pid} ${reason}`))],
  );
  return [
    ...tableLines([headings(output, [...titles, 'CLAIMED/S', 'STARTED/S', 'FAILED/S']), ...rows]),
    ...reasons,
  ];
}

function seen(output: Output, { silent_ms, draining }: RelayInstanceStatus): string {
  const ago = `${formatDuration(silent_ms)} ago`;
  if (silent_ms > silentForLongMs) return paint(output, 'red', ago);
  return draining ? paint(output, 'yellow', 'stopping') : ago;
}

function perSecond(rate: number): string {
  return rate.toFixed(1);
}

function headings(output: Output, titles: readonly string[]): string[] {
  return titles.map((title) => paint(output, 'bold', title));
}
