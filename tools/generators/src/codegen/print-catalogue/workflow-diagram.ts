import type { EventIr } from '../contract-ir.ts';

/** A Mermaid flowchart: requests, the events that they become, what those start, how it ends. */
export function printWorkflowDiagram(events: readonly EventIr[]): string {
  const lines = events.flatMap(({ type, starts, signals, http }) => [
    ...(http ? [`  ${request(http.function)} --> ${event(type)}`] : []),
    ...(starts ? [`  ${event(type)} -- starts --> ${workflow(starts.workflow)}`] : []),
    ...(signals ? [`  ${event(type)} -- signals --> ${workflow(signals.workflow)}`] : []),
    ...(starts?.completedBy === undefined
      ? []
      : [`  ${workflow(starts.workflow)} -- completed --> ${event(starts.completedBy)}`]),
    ...(starts?.failedBy === undefined
      ? []
      : [`  ${workflow(starts.workflow)} -- failed --> ${event(starts.failedBy)}`]),
  ]);
  return ['```mermaid', 'flowchart LR', ...new Set(lines), '```'].join('\n');
}

function event(type: string): string {
  return `event_${type.replaceAll('.', '__')}["${type}"]`;
}

function workflow(name: string): string {
  return `workflow_${name}(["${name}"])`;
}

function request(name: string): string {
  return `request_${name.replaceAll('-', '_')}[/"POST /${name}"/]`;
}
