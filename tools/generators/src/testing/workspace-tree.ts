import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';

export const source = 'libs/contracts/src';
export const registryFile = `${source}/registry.ts`;

const emptyRegistry =
  "import type { EventContract } from './define-event.ts';\n\n" +
  'export const registry = [\n] as const satisfies readonly EventContract[];\n';

const activities = `import { aActivity } from './a-activity.ts';
import { toFailure } from './to-failure.ts';

export function createActivities() {
  return {
    aActivity: bound(aActivity),
  };
}
`;

/** A workspace in memory: no events, and a worker's two lists with what stands around a new line. */
export function createWorkspaceTree(): Tree {
  const tree = createTreeWithEmptyWorkspace();
  tree.write(registryFile, emptyRegistry);
  tree.write('apps/worker/src/activities/a-activity.ts', 'export {};\n');
  tree.write('apps/worker/src/activities/create-activities.ts', activities);
  tree.write('apps/worker/src/workflows/a-workflow.ts', 'export {};\n');
  tree.write(
    'apps/worker/src/workflows/index.ts',
    "export { aWorkflow } from './a-workflow.ts';\nexport { zWorkflow } from './z-workflow.ts';\n",
  );
  return tree;
}
