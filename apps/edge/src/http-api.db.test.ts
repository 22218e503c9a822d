import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { createTestDatabase } from '@a4c/test-harness';
import { expect, test } from 'vitest';

import { problems } from './handler/problem.ts';
import { signTestToken, startEdgeUnderTest } from './testing/edge-under-test.ts';

const reference = await readFile(
  join(import.meta.dirname, '../../../docs/reference/http-api.md'),
  'utf8',
);
const examples = [...reference.matchAll(/```sh\n(.*?)```\n\n```json\n(.*?)```/gs)];

/** Ids and times differ from run to run; everything else must be as documented. */
function comparable(json: string): unknown {
  return JSON.parse(
    json
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'),
  );
}

test('every documented request gets the documented answer', async () => {
  await using edge = await startEdgeUnderTest(await createTestDatabase());
  const variables = { EDGE_URL: edge.url, TOKEN: await signTestToken(), EVENT_ID: '' };
  expect(examples).toHaveLength(4);
  expect(reference.match(/```sh/g)).toHaveLength(4);
  for (const [, command = '', answer = ''] of examples) {
    const env = { PATH: process.env['PATH'], ...variables };
    // oxlint-disable-next-line no-await-in-loop -- the second asks for the event of the first
    const { stdout } = await promisify(execFile)('sh', ['-ec', command], { env });
    expect(comparable(stdout)).toEqual(comparable(answer));
    const { event_id }: { event_id?: string } = JSON.parse(stdout);
    variables.EVENT_ID = event_id ?? variables.EVENT_ID;
  }
});

test('every problem is documented with its status, and no other', () => {
  const documented = [...reference.matchAll(/^\| `([a-z_0-9]+)` +\| ([45]\d\d) /gm)];
  expect(documented.map(([, code, status]) => [code, Number(status)])).toEqual(
    Object.entries(problems).map(([code, { status }]) => [code, status]),
  );
});

test('every setting that the edge reads is documented', async () => {
  const source = await readFile(join(import.meta.dirname, 'config.ts'), 'utf8');
  const read = new Set(source.match(/A4C_[A-Z_]+/g));
  const documented = new Set(reference.match(/(?<=^\| `)A4C_[A-Z_]+/gm));
  expect([...read].filter((name) => !documented.has(name))).toEqual([]);
});
