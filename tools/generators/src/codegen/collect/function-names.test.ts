import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { aggregateIdProblem, functionNameProblem } from './function-names.ts';

test.each([
  ['events', 'the edge or the SDK has one of its own. Write for example "events-user".'],
  ['functions', 'the edge or the SDK has one'],
  ['healthz', 'the edge or the SDK has one'],
  ['patterns', 'the edge or the SDK has one'],
  ['readyz', 'the edge or the SDK has one'],
  ['delete', 'JavaScript takes no function that is called delete'],
  ['await', 'JavaScript takes no function'],
  ['then', 'JavaScript takes no function'],
  ['emit-event', 'the SDK has its own emitEvent()'],
  ['is-text', 'the SDK has its own isText()'],
])('the function %s is refused', (name, reason) => {
  expect(functionNameProblem(name)).toContain(`"${name}" cannot be used, because ${reason}`);
});

const sdk = readFileSync(join(import.meta.dirname, '../../../../../libs/sdk/src/index.ts'), 'utf8');
const exported = [...sdk.matchAll(/^export \{([^}]*)\}/gm)]
  .flatMap(([, names = '']) => names.split(','))
  .map((name) => name.trim())
  .filter((name) => /^[a-z]\w*$/.test(name));

test('every function that the SDK exports by hand keeps its name', () => {
  expect(exported).toContain('waitForWorkflow');
  expect(exported.filter((name) => functionNameProblem(kebabCase(name)) === undefined)).toEqual([]);
});

test.each(['path.body', 'path.client', 'path.delete', 'path.require_uuid'])(
  'the path parameter %s is refused',
  (aggregateId) => {
    expect(aggregateIdProblem(aggregateId)).toContain(
      `"${aggregateId}" cannot be used, because the SDK's function means something else by`,
    );
  },
);

test('other names are taken', () => {
  expect(functionNameProblem('delete-user')).toBeUndefined();
  expect(aggregateIdProblem('path.client_id')).toBeUndefined();
  expect(aggregateIdProblem('new')).toBeUndefined();
});

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
