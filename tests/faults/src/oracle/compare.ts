import type { Pool } from 'pg';

import type { Ledger } from '../load/ledger.ts';
import type { WorkflowList } from './list-workflows.ts';

/** How all events ended. */
export interface Endings {
  readonly events: number;
  readonly started: number;
  readonly deadLettered: number;
  /** Transactions whose COMMIT broke off; how many of their events are there after all. */
  readonly unknown: string;
}

interface StoredEvent {
  readonly id: string;
  readonly processed: boolean;
  readonly workflow_id: string | null;
  readonly run_id: string | null;
  readonly dead_letters: number;
  readonly is_waiting: boolean;
}

/**
 * The invariant of every fault: each committed routed event ends with exactly one workflow id or one
 * dead letter, workflow and run id in PostgreSQL equal Temporal's, and nothing waits any more.
 * Temporal's list may lag, so it is read again until it is as long as it must be.
 *
 * @throws Error listing what contradicts it.
 */
export async function compare(
  admin: Pool,
  ledger: Ledger,
  listWorkflows: () => Promise<WorkflowList>,
): Promise<Endings> {
  const stored = await storedEvents(admin);
  const problems = [...problemsOfCommits(stored, ledger), ...problemsOfEndings(stored)];
  const runsInPostgres = runsOf(stored);
  let workflows = await listWorkflows();
  for (const until = Date.now() + listLagMs; workflows.size < runsInPostgres.size;) {
    if (Date.now() > until) break;
    workflows = await listWorkflows();
  }
  problems.push(...differences(runsInPostgres, workflows));
  if (problems.length > 0) {
    const shown = problems.slice(0, 20).map((problem) => `\n  ${problem}`);
    throw new Error(
      `PostgreSQL and Temporal disagree in ${problems.length} places:${shown.join('')}`,
    );
  }
  const found = [...ledger.unknown].filter((id) => stored.has(id)).length;
  const events = [...stored.values()];
  return {
    events: events.length,
    started: events.filter((event) => event.workflow_id !== null).length,
    deadLettered: events.filter((event) => event.dead_letters > 0).length,
    unknown: `${ledger.unknown.size} (${found} committed)`,
  };
}

/** Temporal's list of a few thousand workflows is complete after a second or two. */
const listLagMs = 30_000;

async function storedEvents(admin: Pool): Promise<Map<string, StoredEvent>> {
  const { rows } = await admin.query<StoredEvent>(
    `SELECT e.id, e.processed_at IS NOT NULL AS processed, d.event_id IS NOT NULL AS is_waiting,
       e.event_metadata->>'workflow_id' AS workflow_id,
       e.event_metadata->>'workflow_run_id' AS run_id,
       (SELECT count(*)::int FROM dead_letter l WHERE l.event_id = e.id AND l.resolved_at IS NULL)
         AS dead_letters
     FROM domain_events e
     JOIN workflow_route r ON r.event_type = e.event_type
     LEFT JOIN workflow_dispatch d ON d.event_id = e.id`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function* problemsOfCommits(stored: ReadonlyMap<string, StoredEvent>, ledger: Ledger) {
  for (const id of ledger.committed.keys()) {
    if (!stored.has(id)) yield `event ${id} was committed and is lost`;
  }
  for (const id of ledger.aborted) {
    if (stored.has(id)) yield `event ${id} was never committed and is there`;
  }
}

function* problemsOfEndings(stored: ReadonlyMap<string, StoredEvent>) {
  for (const { id, processed, workflow_id, run_id, dead_letters, is_waiting } of stored.values()) {
    if (is_waiting) yield `event ${id} still waits`;
    const isStarted = processed && workflow_id !== null && run_id !== null;
    if (isStarted === (dead_letters === 1) || dead_letters > 1) {
      yield `event ${id} has workflow ${workflow_id}, run ${run_id} and ${dead_letters} dead letters`;
    }
  }
}

function runsOf(stored: ReadonlyMap<string, StoredEvent>): Map<string, Set<string>> {
  const runs = new Map<string, Set<string>>();
  for (const { workflow_id, run_id } of stored.values()) {
    if (workflow_id === null || run_id === null) continue;
    runs.set(workflow_id, (runs.get(workflow_id) ?? new Set()).add(run_id));
  }
  return runs;
}

function* differences(
  inPostgres: ReadonlyMap<string, ReadonlySet<string>>,
  inTemporal: WorkflowList,
) {
  for (const [workflowId, runs] of inPostgres) {
    const actual = inTemporal.get(workflowId) ?? [];
    const isSame = actual.length === runs.size && actual.every((run) => runs.has(run));
    if (!isSame) {
      yield `workflow ${workflowId} has runs ${[...runs].join(', ')} in PostgreSQL, ${actual.join(', ') || 'none'} in Temporal`;
    }
  }
  for (const workflowId of inTemporal.keys()) {
    if (!inPostgres.has(workflowId)) yield `workflow ${workflowId} runs for no event`;
  }
}
