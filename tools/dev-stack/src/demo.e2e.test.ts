import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const demo = ['scripts/bootstrap.mjs', 'tools/dev-stack/src/demo.ts'];

/** The demo is to start servers of its own, wherever the tests got theirs. */
const env = { ...process.env, DATABASE_URL: '', TEMPORAL_ADDRESS: '' };

test('the demo prints one JSON object as its last line, and nothing else on stdout', async () => {
  const { stdout, stderr } = await run(process.execPath, [...demo, '--json'], { cwd: root, env });
  const result = JSON.parse(stdout);
  expect(Object.keys(result)).toEqual([
    'event_id',
    'organization_id',
    'workflow_id',
    'workflow_run_id',
    'commit_to_started_ms',
    'events',
  ]);
  expect(result.workflow_id).toBe(`org-bootstrap-${result.organization_id}`);
  expect(result.commit_to_started_ms).toBeGreaterThan(0);
  expect(result.events[0]).toMatchObject({
    id: result.event_id,
    event_type: 'organization.bootstrap_initiated',
    event_metadata: { workflow_id: result.workflow_id, workflow_run_id: result.workflow_run_id },
  });
  expect(result.events.at(-1).event_type).toBe('organization.created');
  expect(stderr).toMatch(/^Temporal: (TEMPORAL_ADDRESS|temporal on the PATH|cache) \(/m);
});

test('the demo prints a timeline, the row, the lineage both ways and the Temporal UI', async () => {
  const { stdout } = await run(process.execPath, demo, { cwd: root, env });
  const parts = [
    /^ +0 {2}POST \/create-organization$/m,
    /^ +\d+ {2}row inserted: organization\.bootstrap_initiated$/m,
    /^ +\d+ {2}202 from the edge/m,
    /^ +\d+ {2}Temporal started org-bootstrap-/m,
    /^ +\d+ {2}event organization\.created {2}by \w+Activity$/m,
    /^ +\d+ {2}workflow completed$/m,
    /^ {2}event_type +organization\.bootstrap_initiated$/m,
    /^ {6}workflow org-bootstrap-\S+, run \S+$/m,
    /^ {6}started by event organization\.bootstrap_initiated /m,
    /^Temporal UI: http:\/\/127\.0\.0\.1:\d+\/namespaces\/default\/workflows\/org-bootstrap-/m,
  ];
  for (const part of parts) expect(stdout).toMatch(part);
});

test('an option that the demo does not know ends it with exit code 1 before anything starts', async () => {
  const attempt = run(process.execPath, [...demo, '--jsn'], { cwd: root, env });
  await expect(attempt).rejects.toMatchObject({ code: 1, stdout: '' });
});
