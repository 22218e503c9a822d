import { defineConfig } from 'vitest/config';

const folders = '{apps,bench,libs,tools,tests}/**';
const skipped = ['**/node_modules/**', '**/dist/**', '**/generated/**'];
const services = 'tools/dev-stack/src/vitest-global-setup.ts';
const faultTable = './tests/faults/src/fault-table-reporter.ts';
/** Set by `npm run test:faults`: the faults at their full length, and nothing else. */
const isFaultRun = process.env['A4C_FAULTS'] === 'full';

/** Also the rows that `npm test` leaves out. Each starts servers of its own, which it ends and breaks. */
const faults = {
  test: {
    name: 'faults',
    include: ['tests/faults/src/rows/*.{e2e,faults}.test.ts'],
    maxWorkers: 1,
    sequence: { groupOrder: 4 },
    hookTimeout: 60_000,
  },
};

/**
 * A file's suffix says what it needs: nothing, Postgres, Temporal, or both. The kinds run one after
 * the other (`groupOrder`), so that the whole-loop tests have the machine for themselves.
 */
export default defineConfig({
  test: {
    reporters: ['default', faultTable],
    projects: [
      {
        test: {
          name: 'fast',
          include: [`${folders}/*.test.ts`],
          exclude: [...skipped, '**/*.{db,temporal,e2e,faults}.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      // Workers share two cores with the servers that they test.
      serviceTests({ name: 'db', groupOrder: 1, maxWorkers: 2, testTimeout: 20_000 }),
      serviceTests({ name: 'temporal', groupOrder: 2, maxWorkers: 2, testTimeout: 40_000 }),
      serviceTests({ name: 'e2e', groupOrder: 3, maxWorkers: 1, testTimeout: 120_000 }),
      ...(isFaultRun ? [faults] : []),
    ],
  },
});

function serviceTests(project: {
  name: string;
  groupOrder: number;
  maxWorkers: number;
  testTimeout: number;
}) {
  const { name, groupOrder, maxWorkers, testTimeout } = project;
  return {
    test: {
      name,
      include: [`${folders}/*.${name}.test.ts`],
      exclude: skipped,
      globalSetup: services,
      sequence: { groupOrder },
      maxWorkers,
      testTimeout,
      // What a poll waits for comes when the servers get to it: vitest's one second asserts a speed. Less
      // than the test's own limit, so that a poll that waits in vain tells what it saw.
      expect: { poll: { timeout: testTimeout / 2 } },
      // Set-up bundles workflows, starts processes and copies databases.
      hookTimeout: 60_000,
    },
  };
}
