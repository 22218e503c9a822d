import type { NewWorkflow } from './add-to-worker.ts';
import type { NewEvent } from './new-event.ts';
import { kebabCase } from './words.ts';

const workflows = 'apps/worker/src/workflows';

/** What is left to a person, as lines for the terminal. */
export function nextSteps(
  event: NewEvent,
  contract: string,
  workflow: NewWorkflow | undefined,
): readonly string[] {
  const { type, http } = event;
  const steps = [
    `Say what has happened, and what ${type} holds, in ${contract}; then run "npm run sync".`,
    ...(workflow ? workflowSteps(workflow) : []),
    ...signalSteps(event),
    http === undefined ? emitStep(event) : permissionStep(http),
    "Take out stability: 'experimental' before events are stored that must stay readable.",
  ];
  return ['', 'Next:', ...steps.map((step, index) => `  ${index + 1}. ${step}`)];
}

function workflowSteps({ workflow, workflowFile, stepsFile, activityFile }: NewWorkflow): string[] {
  return [
    `Write what ${workflow} does in ${workflows}/${workflowFile}.ts, and its I/O in apps/worker/src/activities/${activityFile}.ts; how long it is tried stands in ${workflows}/${stepsFile}.ts.`,
    `Run its test: npm test -- ${workflows}/${workflowFile}`,
    `Add the events that tell how ${workflow} ends with --completes ${workflow} and --fails ${workflow}: clients wait for them.`,
  ];
}

function signalSteps({ type, signals }: NewEvent): string[] {
  if (signals === undefined) return [];
  return [
    `Handle the signal in ${workflows}/${kebabCase(signals.workflow)}.ts: setHandler(defineSignal<[WorkflowInput<'${type}'>]>('${signals.signal}'), …).`,
  ];
}

function emitStep({ type, outcome }: NewEvent): string {
  const where = outcome
    ? `at the end of ${outcome.workflow}, which has it as ${outcome.key} now`
    : 'where it happens';
  return `Emit it ${where}: emitEvent({ eventType: '${type}', aggregateId, eventData }) of @a4c/emit-event.`;
}

function permissionStep(http: NonNullable<NewEvent['http']>): string {
  const parameter = http.aggregateId === 'new' ? '' : `/{${http.aggregateId.replace('path.', '')}}`;
  return `Give callers of POST /${http.function}${parameter} the permission "${http.permission}".`;
}
