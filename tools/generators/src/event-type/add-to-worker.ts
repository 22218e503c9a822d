import type { Tree } from '@nx/devkit';

const indexFile = 'apps/worker/src/workflows/index.ts';
const activitiesFile = 'apps/worker/src/activities/create-activities.ts';

/** The names of a new workflow and its activity, and their files without endings. */
export interface NewWorkflow {
  readonly workflow: string;
  readonly workflowFile: string;
  readonly stepsFile: string;
  readonly activity: string;
  readonly activityFile: string;
}

/** What is made for it, from templates. */
export function filesOfWorkflow({
  workflowFile,
  stepsFile,
  activityFile,
}: NewWorkflow): readonly string[] {
  return [
    `apps/worker/src/workflows/${workflowFile}.ts`,
    `apps/worker/src/workflows/${workflowFile}.temporal.test.ts`,
    `apps/worker/src/workflows/${stepsFile}.ts`,
    `apps/worker/src/activities/${activityFile}.ts`,
  ];
}

/**
 * The worker's two lists with one more line each, the rest as it is.
 *
 * @throws Error when a name or file is taken, or a list does not look as it should.
 */
export function addToWorker(tree: Tree, added: NewWorkflow): Readonly<Record<string, string>> {
  const { workflow, workflowFile, activity, activityFile } = added;
  for (const path of filesOfWorkflow(added)) {
    if (tree.exists(path)) throw new Error(`${path} exists. Choose another name.`);
  }
  const index = tree.read(indexFile, 'utf8') ?? '';
  const activities = tree.read(activitiesFile, 'utf8') ?? '';
  const last = activities.split('\n').findLast((line) => /^ {4}\w+: bound\(\w+\),$/.test(line));
  if (last === undefined) {
    throw new Error(
      `${activitiesFile} does not hold lines like "nameActivity: bound(nameActivity),". Bring it into that form, then try again.`,
    );
  }
  const bound = activities.replace(last, `${last}\n    ${activity}: bound(${activity}),`);
  return {
    [indexFile]: withLine(index, `export { ${workflow} } from './${workflowFile}.ts';`),
    [activitiesFile]: withLine(bound, `import { ${activity} } from './${activityFile}.ts';`),
  };
}

/** Puts an import or export where its path belongs among those of one line. */
function withLine(text: string, added: string): string {
  const lines = text.split('\n');
  const kind = added.startsWith('import')
    ? /^import (?:type )?\{.* from '\.\//
    : /^export \{.* from '\.\//;
  const places = lines.flatMap((line, index) => (kind.test(line) ? [index] : []));
  const next = places.find((index) => pathOf(lines[index]) > pathOf(added));
  return lines.toSpliced(next ?? (places.at(-1) ?? -1) + 1, 0, added).join('\n');
}

function pathOf(line = ''): string {
  return /from '(.*)\.ts'/.exec(line)?.[1] ?? '';
}
