import type { Output } from '../cli.ts';
import { countOf } from '../output/format.ts';
import { paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { tableLines } from '../output/table.ts';
import type { EventStory } from './event-story.ts';
import { timelineOf } from './timeline.ts';
import type { WorkflowNow } from './workflow-now.ts';

/** The story for people. */
export function storyLines(output: Output, story: EventStory): string[] {
  const { event, route } = story;
  const fields: [string, string][] = [
    ['event', `${event.id} (number ${event.sequence_number})`],
    ['type', `${event.type} version ${event.version}`],
    ['aggregate', `${event.aggregate_type} ${event.aggregate_id}`],
    ['status', event.status],
  ];
  if (event.correlation_id !== null) fields.push(['correlation', event.correlation_id]);
  if (event.retry_count > 0)
    fields.push(['attempts', `${countOf(event.retry_count, 'attempt')} failed`]);
  fields.push(['starts', startOf(route)]);
  const painted = { normal: undefined, good: 'green', bad: 'red' } as const;
  return [
    ...tableLines(fields.map(([name, value]) => [paint(output, 'dim', name), printable(value)])),
    '',
    ...timelineOf(story).map(({ at, what, tone }) => {
      const style = painted[tone];
      const text = printable(what);
      return `${paint(output, 'dim', at)}  ${style === undefined ? text : paint(output, style, text)}`;
    }),
    ...sectionOf(output, 'Waits because', story.waits_because),
    ...sectionOf(
      output,
      'Workflow now',
      story.workflow === undefined ? [] : workflowLines(story.workflow),
    ),
  ];
}

function startOf(route: EventStory['route']): string {
  if (route === undefined) return 'nothing';
  return route.kind === 'start'
    ? `${route.workflow_type} ${route.workflow_id} on task queue ${route.task_queue}`
    : `signal ${route.signal_name} to ${route.workflow_type} ${route.workflow_id}`;
}

function sectionOf(output: Output, title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return ['', paint(output, 'bold', title), ...lines.map((line) => `  ${printable(line)}`)];
}

function workflowLines(workflow: WorkflowNow): string[] {
  if (workflow.kind === 'unreachable') {
    return [
      `Temporal cannot be reached at ${workflow.address}: ${workflow.reason}`,
      'Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY and TEMPORAL_TLS.',
    ];
  }
  if (workflow.kind === 'unknown') {
    return [
      `Temporal knows no workflow ${workflow.workflow_id}: not started yet, or past its retention.`,
    ];
  }
  const { workflow_id, status, run_id, first_run_id, started_at, closed_at, history_length } =
    workflow;
  const lines = [
    `${workflow_id} is ${status}, run ${run_id}`,
    `started ${started_at}${closed_at === null ? '' : `, closed ${closed_at}`}, ${countOf(history_length, 'history event')}`,
  ];
  if (first_run_id !== run_id) lines.push(`the first run of this chain was ${first_run_id}`);
  for (const { activity_type, state, attempt } of workflow.pending_activities) {
    lines.push(`activity ${activity_type} is ${state}, attempt ${attempt}`);
  }
  if (workflow.workers === 0) {
    lines.push(
      `No worker polls task queue ${workflow.task_queue}. Start one, or look at A4C_TASK_QUEUES of those that run.`,
    );
  }
  return lines;
}
