import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { copyWorkspace } from './testing/workspace-copy.ts';

// Every command starts Nx, which takes seconds each time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const guide = 'docs/guides/new-event.md';
const lock = 'libs/contracts/contracts.lock.json';
const registry = 'libs/contracts/src/registry.ts';
const workflows = 'apps/worker/src/workflows/index.ts';
const activities = 'apps/worker/src/activities/create-activities.ts';
const contracts = ['initiated', 'accepted', 'sent', 'expired'].map(
  (word) => `libs/contracts/src/events/user/invitation-${word}.ts`,
);
const worked = [
  'apps/worker/src/activities/open-invitation-activity.ts',
  'apps/worker/src/workflows/user-invitation-steps.ts',
  'apps/worker/src/workflows/user-invitation-workflow.temporal.test.ts',
  'apps/worker/src/workflows/user-invitation-workflow.ts',
];

let copy: ReturnType<typeof copyWorkspace>;
beforeAll(() => {
  copy = copyWorkspace();
});
afterAll(() => copy[Symbol.dispose]());

test('the commands of the guide make the user invitation anew, to be filled in', () => {
  const filledIn = { lists: listsWithLines(), frames: framesOf('user.invitation_') };
  expect(filledIn.frames).toHaveLength(4);
  forgetInvitations();

  const [first, ...others] = commandsOf(guide);
  const dry = copy.nx(...(first ?? []), '--dry-run');
  for (const path of [contracts[0], ...worked]) expect(dry.output).toContain(`CREATE ${path}`);
  expect(missing([...contracts, ...worked])).toEqual([...contracts, ...worked]);

  // Without the lock nothing is released yet, as it was then.
  vi.stubEnv('A4C_NEW_LOCK', 'true');
  for (const command of [first ?? [], ...others]) {
    expect(copy.nx(...command)).toMatchObject({
      status: 0,
      output: expect.stringContaining('Next:\n  1. Say what has happened'),
    });
  }
  vi.unstubAllEnvs();
  expect(missing([...contracts, ...worked])).toEqual([]);
  expect({ lists: listsWithLines(), frames: framesOf('user.invitation_') }).toEqual(filledIn);

  const checked = run('tsc', '--build', 'libs/contracts', 'apps/worker');
  expect(checked).toEqual({ status: 0, output: '' });
  const tested = run('vitest', 'run', '--project', 'temporal', worked[2] ?? '');
  expect(tested).toMatchObject({ status: 0, output: expect.stringMatching(/Tests .*1 passed/) });
});

test('files are taken back when the contracts cannot be printed', () => {
  const before = copy.read(registry);
  copy.write(lock, `${copy.read(lock)}edited`);
  const given = ['g', 'event-type', 'order.placed', '--starts', 'orderShippingWorkflow'];
  expect(copy.nx(...given)).toMatchObject({
    status: 1,
    output: expect.stringContaining('so the files were taken back. Correct what is named above'),
  });
  expect(copy.read(registry)).toBe(before);
  expect(copy.read(workflows)).not.toContain('orderShippingWorkflow');
  expect(missing(['libs/contracts/src/events/order/placed.ts'])).toHaveLength(1);
});

/** The arguments of every line of the guide's example. */
function commandsOf(path: string): string[][] {
  const block = /^```bash\n(.*?)^```$/ms.exec(copy.read(path))?.[1] ?? '';
  return block
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const words = line.match(/"[^"]*"|\S+/g) ?? [];
      expect(words.slice(0, 3)).toEqual(['npx', 'nx', 'g']);
      return words.slice(2).map((word) => word.replaceAll('"', ''));
    });
}

/** What a contract says beside its fields, and what a person writes about it, by the lock. */
function framesOf(prefix: string) {
  interface Contract {
    readonly type: string;
    readonly [key: string]: unknown;
  }
  const { events }: { events: { contract: Contract }[] } = JSON.parse(copy.read(lock));
  return events
    .filter(({ contract }) => contract.type.startsWith(prefix))
    .map(({ contract }) => {
      const { data: _, description: __, examples: ___, stability: ____, ...frame } = contract;
      return frame;
    });
}

/** What the generator adds lines to. The further activities stand there already, so order is left out. */
function listsWithLines(): string[] {
  const lines = copy.read(activities).split('\n');
  return [copy.read(registry), copy.read(workflows), lines.toSorted(byText).join('\n')];
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function forgetInvitations(): void {
  for (const path of [...contracts, ...worked, lock]) rmSync(join(copy.root, path));
  for (const path of [registry, workflows, activities]) {
    copy.write(path, copy.read(path).replaceAll(/^.*\b(?:user|open)Invitation.*\n/gm, ''));
  }
}

function missing(paths: readonly string[]): string[] {
  return paths.filter((path) => !copy.exists(path));
}

function run(program: string, ...given: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(copy.root, 'node_modules/.bin', program), ...given],
    { cwd: copy.root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } },
  );
  return { status, output: stdout + stderr };
}
