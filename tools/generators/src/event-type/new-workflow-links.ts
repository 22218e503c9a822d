import type { EventContract } from '@a4c/contracts';

import type { KnownContracts, StartedWorkflow } from './known-contracts.ts';
import type { EventTypeOptions } from './new-event.ts';
import { kebabCase } from './words.ts';

/** An event that tells how a workflow ended. */
export interface Outcome {
  readonly key: 'completedBy' | 'failedBy';
  readonly workflow: string;
  readonly aggregateType: string;
  /** The contracts whose events start the workflow. */
  readonly files: readonly string[];
}

/** Where the workers of a workspace without any workflow poll. */
const firstTaskQueue = 'bootstrap';

/** @throws Error when another event starts the workflow, or there is none to give the rest to. */
export function startsOf(
  { starts: workflow, taskQueue, activity }: EventTypeOptions,
  { workflows }: KnownContracts,
): EventContract['starts'] {
  if (workflow === undefined) {
    for (const [option, value] of Object.entries({ taskQueue, activity })) {
      if (value !== undefined) {
        throw new Error(
          `--${option} "${value}" is of a workflow, and none is started. Name it with --starts.`,
        );
      }
    }
    return undefined;
  }
  const other = workflows.get(workflow);
  if (other) {
    throw new Error(
      `Workflow "${workflow}" is started by "${other.startedBy}". Name a new one, or signal it with --signals ${workflow}.<signal>.`,
    );
  }
  const [existing] = workflows.values();
  return {
    workflow,
    workflowId: `${kebabCase(workflow.replace(/Workflow$/, ''))}-{aggregate_id}`,
    taskQueue: taskQueue ?? existing?.taskQueue ?? firstTaskQueue,
  };
}

/** @throws Error when no contract starts the workflow. */
export function signalsOf(target: string, known: KnownContracts) {
  const [workflow = '', signal = ''] = target.split('.');
  const { workflowId, aggregateType } = startedWorkflow(workflow, {
    known,
    option: `--signals "${target}"`,
    form: '<workflow>.<signal>',
  });
  return { aggregateType, signals: { workflow, workflowId, signal } };
}

/** @throws Error when no contract starts the workflow, or it has such an outcome. */
export function outcomeOf(
  { completes, fails }: EventTypeOptions,
  known: KnownContracts,
): Outcome | undefined {
  const workflow = completes ?? fails;
  if (workflow === undefined) return undefined;
  if (completes !== undefined && fails !== undefined) {
    throw new Error(
      '--completes and --fails are both there. Success and failure are told by two event types.',
    );
  }
  const [key, option] =
    completes === undefined
      ? (['failedBy', 'fails'] as const)
      : (['completedBy', 'completes'] as const);
  const started = startedWorkflow(workflow, {
    known,
    option: `--${option} "${workflow}"`,
    form: '<workflow>',
  });
  const told = started[key];
  if (told !== undefined) {
    throw new Error(
      `Workflow "${workflow}" has "${told}" as ${key}. Leave --${option} out, or change ${started.files.join(' and ')} first.`,
    );
  }
  return { key, workflow, aggregateType: started.aggregateType, files: started.files };
}

function startedWorkflow(
  workflow: string,
  { known, option, form }: { known: KnownContracts; option: string; form: string },
): StartedWorkflow {
  const started = known.workflows.get(workflow);
  if (started) return started;
  const names = [...known.workflows.keys()].toSorted().join(', ');
  throw new Error(
    `No contract starts the workflow of ${option}. Write ${form} with one of: ${names || 'none is declared yet'}.`,
  );
}
