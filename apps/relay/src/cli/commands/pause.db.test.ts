import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { bootstrapType, type CliFixture, createCliFixture } from '../testing/cli-fixture.ts';

let cli: CliFixture;
beforeAll(async () => {
  cli = await createCliFixture();
});
afterAll(() => cli[Symbol.asyncDispose]());
afterEach(async () => {
  await cli.as('owner').query('UPDATE relay_control SET paused = false');
  await cli.as('owner').query('UPDATE workflow_route SET paused = false');
});

test('a route is paused and resumed, and saying it again changes nothing', async () => {
  await cli.insert();
  expect(await cli.run(['pause', bootstrapType])).toMatchObject({
    code: 0,
    out: `Route ${bootstrapType} is paused; 1 event waits.\n`,
  });
  expect(await cli.count(`workflow_route WHERE paused AND event_type = '${bootstrapType}'`)).toBe(
    1,
  );
  expect(await cli.run(['pause', bootstrapType])).toMatchObject({
    code: 0,
    out: expect.stringContaining('was already paused'),
  });
  expect(await cli.run(['resume', bootstrapType])).toMatchObject({
    code: 0,
    out: `Route ${bootstrapType} is resumed; 1 event waits.\n`,
  });
  expect(await cli.run(['resume', bootstrapType])).toMatchObject({
    code: 0,
    out: expect.stringContaining('was already running'),
  });
  expect(await cli.count('workflow_route WHERE paused')).toBe(0);
});

test('without a route the whole relay is paused, and the routes that were paused by name stay so', async () => {
  await cli.run(['pause', bootstrapType]);
  expect(await cli.run(['pause'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('The relay is paused'),
  });
  expect(await cli.count("relay_control WHERE paused AND paused_by = 'a4c_operator_login'")).toBe(
    1,
  );
  expect(await cli.run(['resume', bootstrapType])).toMatchObject({
    out: expect.stringContaining('The whole relay is still paused: "a4c-relay resume" goes on.'),
  });
  await cli.run(['pause', bootstrapType]);
  expect(await cli.run(['resume'])).toMatchObject({
    out: expect.stringContaining(`Still paused by name: ${bootstrapType}.`),
  });
});

test('a name that is no route is told with those that are', async () => {
  expect(await cli.run(['pause', 'organization.bootstraped'])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(
      /No event type "organization\.bootstraped" has a route, so nothing was done\. There are: organization\.bootstrap_initiated, /,
    ),
  });
});

test.each(['relay', 'reader', 'edge'] as const)('a4c_%s may not pause', async (role) => {
  const ended = await cli.run(['pause'], { role });
  expect(ended).toMatchObject({
    code: 1,
    err: expect.stringMatching(/permission denied.*GRANT a4c_operator TO "a4c_\w+_login"\.\n$/),
  });
  expect(await cli.count('relay_control WHERE paused')).toBe(0);
});
