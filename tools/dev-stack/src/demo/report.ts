import type { DemoEvent, DemoResult } from './demo-result.ts';

/** What the demo prints: a timeline, the event's row, the lineage both ways, where to look. */
export function report(result: DemoResult): string {
  return [
    'What happened (ms since the request was sent)',
    ...timeline(result),
    '',
    'The row in domain_events',
    ...row(result.lineage.bootstrap_event),
    '',
    'From the organization to its workflow and events',
    ...forward(result),
    '',
    'And back from its last event',
    ...backward(result),
    '',
    ...where(result),
  ].join('\n');
}

type Moment = { at: number; what: string };

/** In order of time; database, Temporal and client share this machine's clock unless told otherwise. */
function timeline({ request, outcome, lineage, workflow }: DemoResult): string[] {
  const { bootstrap_event: first, events } = lineage;
  const moments: Moment[] = [
    { at: request.sentAt, what: 'POST /create-organization' },
    { at: first.created_at.getTime(), what: `row inserted: ${first.event_type}` },
    { at: request.answeredAt, what: '202 from the edge, the row is committed' },
    { at: outcome.startedAt, what: `Temporal started ${workflow.workflow_id}` },
    ...(first.processed_at === null
      ? []
      : [{ at: first.processed_at.getTime(), what: "relay wrote the workflow's ids to the row" }]),
    ...events.filter(({ id }) => id !== first.id).map(eventMoment),
    { at: outcome.closedAt, what: 'workflow completed' },
  ];
  // Stable: what falls into the same millisecond keeps the order above.
  const inOrder = moments.toSorted((a, b) => a.at - b.at);
  return inOrder.map(({ at, what }) => `${String(at - request.sentAt).padStart(7)}  ${what}`);
}

function eventMoment(event: DemoEvent): Moment {
  const { activity_id } = event.event_metadata;
  const by = activity_id === undefined ? '' : `  by ${activity_id}`;
  return { at: event.created_at.getTime(), what: `event ${event.event_type}${by}` };
}

function row(event: DemoEvent): string[] {
  return Object.entries(event).map(([column, value]) => `  ${column.padEnd(16)} ${show(value)}`);
}

function show(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function forward({ request, workflow, lineage }: DemoResult): string[] {
  return [
    `  organization ${request.organization_id}`,
    `    event ${lineage.bootstrap_event.event_type} ${lineage.bootstrap_event.id}`,
    `      workflow ${workflow.workflow_id}, run ${workflow.workflow_run_id}`,
    ...lineage.events
      .filter(({ id }) => id !== lineage.bootstrap_event.id)
      .map(({ event_type, id }) => `        event ${event_type} ${id}`),
    `  ${lineage.total_count} events, ${lineage.error_count} errors`,
  ];
}

function backward({ back }: DemoResult): string[] {
  const [first] = back.events;
  return [
    `  event ${back.from.event_type} ${back.from.id}`,
    `    workflow ${back.workflow_id}`,
    `      started by event ${first?.event_type} ${first?.id}`,
  ];
}

function where({ uiUrl, commitToStartedMs }: DemoResult): string[] {
  return [
    `Insert of the row to the relay's acknowledgement of the start: ${commitToStartedMs.toFixed(1)} ms`,
    `Temporal UI: ${uiUrl ?? 'where TEMPORAL_ADDRESS has it'}`,
    'The demo ends now, and with it what it started. "npm run dev" keeps everything running.',
  ];
}
