import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeBlocksOf, npmScriptsIn, readDocument, root } from './documents.ts';
import { type Loop, startLoop } from './start-loop.ts';

const documents = [
  'README.md',
  'docs/guides/production.md',
  'docs/guides/monitoring.md',
  'docs/guides/new-event.md',
  'docs/reference/relay-cli.md',
];
/** They run until they are told to stop. */
const services = new Set(['dev', 'relay', 'worker', 'edge']);

let loop: Loop;
let eventId: string | undefined;
beforeAll(async () => {
  loop = await startLoop();
  [eventId] = await loop.insertEvents(1);
});
afterAll(() => loop[Symbol.asyncDispose]());

describe.each(documents)('%s', (path) => {
  const blocks = codeBlocksOf(path);
  const shell = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim());
  const sql = blocks.filter(({ language }) => language === 'sql').map(({ text }) => text);
  const excerpts = blocks.filter(({ file }) => file !== undefined);

  // "npm test" is what runs this test; that the CI runs it as well is checked below.
  const runnable = shell.filter((block) => block !== 'npm test');

  test.each(runnable)('the shell block works: %s', async (block) => {
    const script = /npm run (\w+)$/.exec(block)?.[1] ?? '';
    const { code, output } = await runShell(block, services.has(script));
    const wanted = block.includes('/create-organization') ? /"event_id":"[0-9a-f-]{36}"/ : /./;
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(wanted) });
  });

  test.each(sql)('the SQL block works: %s', async (block) => {
    const url = block.startsWith('-- as the owner\n')
      ? loop.stack.databaseUrl
      : loop.stack.urlFor('service');
    const pool = new Pool({ connectionString: url, max: 1 });
    try {
      await expect(pool.query(block)).resolves.toBeDefined();
    } finally {
      await pool.end();
    }
  });

  test('excerpts stand in their files as shown', () => {
    for (const { file = '', text } of excerpts) expect(readDocument(file)).toContain(text);
  });

  test('every npm script that is named exists', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readDocument('package.json'),
    );
    expect(npmScriptsIn(path).filter((name) => !(name in scripts))).toEqual([]);
  });

  test('every link leads somewhere', () => {
    const links = [...readDocument(path).matchAll(/\]\(([^)#]+)(?:#[\w-]+)?\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !link.startsWith('https://'));
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });
});

test('the README names the test command, and the CI runs it', () => {
  expect(readDocument('README.md')).toMatch(/^npm test$/m);
  expect(readDocument('.ci/run')).toMatch(/^npm test/m);
});

test('the row that the README inserts goes through the loop', async () => {
  const completed = loop.until(
    `EXISTS (SELECT FROM domain_events e, event_status(e.id) s
             WHERE e.event_data->>'slug' = 'beta-corp' AND s.status = 'completed')`,
  );
  await expect(completed).resolves.toBeUndefined();
});

test('the production guide lists exactly the variables that relay and worker read', () => {
  const read = named(
    [
      'apps/relay/src/config.ts',
      'apps/worker/src/config.ts',
      'libs/service/src/environment.ts',
      'libs/service/src/invitation-token.ts',
    ]
      .map(readDocument)
      .join('\n'),
  );
  expect(named(readDocument('docs/guides/production.md'))).toEqual(read);
});

/** Runs a block in a shell of its own process group; a service gets SIGTERM once it is ready. */
async function runShell(block: string, isService: boolean) {
  const child = spawn('bash', ['-ec', block], { cwd: root, env: environment(), detached: true });
  const exited = Promise.withResolvers<number | null>();
  const ready = Promise.withResolvers<void>();
  let output = '';
  const onData = (chunk: Buffer): void => {
    output += chunk.toString();
    if (output.includes('"msg":"ready"')) ready.resolve();
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  child.on('close', exited.resolve);
  if (isService) {
    const outcome = await Promise.race([ready.promise, exited.promise]);
    if (outcome !== undefined) return { code: `ended with ${outcome}`, output };
    // To the whole group, as a terminal does with Ctrl-C: npm passes no signal on.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  }
  const code = await exited.promise;
  // npm itself reports the signal that it got; what counts is that the service said it had stopped.
  return { code: isService && output.includes('"msg":"stopped"') ? 0 : code, output };
}

function environment(): NodeJS.ProcessEnv {
  const { stack } = loop;
  return {
    ...process.env,
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: stack.temporalAddress,
    EDGE_URL: stack.edgeUrl,
    TOKEN: stack.token,
    OWNER_URL: stack.databaseUrl,
    RELAY_URL: stack.urlFor('relay'),
    WORKER_URL: stack.urlFor('worker'),
    EDGE_DATABASE_URL: stack.urlFor('edge'),
    OPERATOR_URL: stack.urlFor('operator'),
    EVENT_ID: eventId,
    A4C_RELAY_HEALTH_PORT: '0',
    A4C_WORKER_HEALTH_PORT: '0',
    A4C_EDGE_PORT: '0',
    A4C_JWT_ISSUER: 'https://login.example.com',
    A4C_JWT_AUDIENCE: 'a4c-events',
    A4C_JWT_SECRET: 'a-secret-of-at-least-32-bytes-for-tests',
    A4C_INVITATION_SECRET: 'a-secret-of-at-least-32-bytes-for-tests',
  };
}

function named(text: string): string[] {
  return [...new Set(text.match(/\bA4C_[A-Z_]+\b/g))].toSorted();
}
