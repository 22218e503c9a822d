import { type Tree, visitNotIgnoredFiles } from '@nx/devkit';

/** What the contracts of the workspace say, as far as a new one must not repeat it, or refers to it. */
export interface KnownContracts {
  /** Event type by edge function. */
  readonly functions: ReadonlyMap<string, string>;
  /** By workflow: the event that starts it, and how. */
  readonly workflows: ReadonlyMap<string, StartedWorkflow>;
}

export interface StartedWorkflow {
  readonly startedBy: string;
  readonly aggregateType: string;
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly completedBy: string | undefined;
  readonly failedBy: string | undefined;
  /** The contracts that say so: one for each version. */
  readonly files: readonly string[];
}

/** Reads the files, since a module that was imported once would not show what was added since. */
export function findKnownContracts(tree: Tree, folder: string): KnownContracts {
  const functions = new Map<string, string>();
  const workflows = new Map<string, StartedWorkflow>();
  visitNotIgnoredFiles(tree, folder, (path) => {
    const text = tree.read(path, 'utf8') ?? '';
    const type = valueOf(text, 'type');
    const [http, starts] = [sectionOf(text, 'http'), sectionOf(text, 'starts')];
    if (type === undefined) return;
    const name = valueOf(http, 'function');
    if (name !== undefined) functions.set(name, type);
    const workflow = valueOf(starts, 'workflow');
    if (workflow === undefined) return;
    workflows.set(workflow, {
      startedBy: type,
      aggregateType: valueOf(text, 'aggregateType') ?? '',
      workflowId: valueOf(starts, 'workflowId') ?? '',
      taskQueue: valueOf(starts, 'taskQueue') ?? '',
      completedBy: valueOf(starts, 'completedBy'),
      failedBy: valueOf(starts, 'failedBy'),
      files: [...(workflows.get(workflow)?.files ?? []), path],
    });
  });
  return { functions, workflows };
}

/** The part of a contract with this name, on one line, or up to the line that closes it. */
export function sectionOf(text: string, name: string): string {
  const section = new RegExp(`^ {2}${name}: \\{(?:[^\\n]+$|\\n.*?^ {2}\\},$)`, 'ms');
  return section.exec(text)?.[0] ?? '';
}

function valueOf(text: string, key: string): string | undefined {
  return new RegExp(`\\b${key}: '([^']*)'`).exec(text)?.[1];
}
