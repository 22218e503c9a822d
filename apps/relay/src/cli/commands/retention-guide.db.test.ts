import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type ArchiveFixture, createArchiveFixture } from '../testing/archive-fixture.ts';

const run = promisify(execFile);
const guide = readFileSync(
  new URL('../../../../../docs/guides/retention.md', import.meta.url),
  'utf8',
);
const bin = fileURLToPath(new URL('../../../bin/a4c-relay.mjs', import.meta.url));

let cli: ArchiveFixture;
let eventId = '';
beforeAll(async () => {
  cli = await createArchiveFixture();
  [eventId = ''] = await cli.insertPlain(2, '2024-05-01');
});
afterAll(() => cli[Symbol.asyncDispose]());

const blocks = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);

test.each(blocks)('the block works, after those before it: %s', async (block) => {
  const command = `npx() { shift; "$NODE" "$BIN" "$@"; }\n${block}`;
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', command], {
    env: {
      PATH: process.env['PATH'],
      NODE: process.execPath,
      BIN: bin,
      OPERATOR_URL: cli.urlOf('operator'),
      ARCHIVE_DIR: cli.folder,
      EVENT_ID: eventId,
    },
  });
  expect(stdout).toMatch(expected(block));
});

test('the guide ends with the events where they were', async () => {
  expect(await cli.idsInTable()).toHaveLength(2);
});

function expected(block: string): RegExp {
  if (block.includes('--dry-run')) return /^Would move 2 events/;
  if (block.includes('archive --before')) return /^2 events moved/;
  if (block.includes('sha256sum')) return /: OK$/m;
  if (block.includes('gzip')) return new RegExp(eventId);
  return /^2 events restored/;
}
