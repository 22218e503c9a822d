import { join } from 'node:path';

import { expect, test } from 'vitest';

import { formatSource } from './format-source.ts';

const path = 'apps/worker/src/new.ts';

test('the settings of the workspace count, and imports are sorted', () => {
  const text = 'import { b } from "./b.ts"\nimport { a } from "./a.ts";\nb(a)';
  expect(formatSource(path, text)).toBe(
    "import { a } from './a.ts';\nimport { b } from './b.ts';\nb(a);\n",
  );
});

test('what the formatter does not take is told with its place', () => {
  expect(() => formatSource(path, 'const a = "')).toThrow(
    /^Nothing was written, because oxfmt cannot format apps\/worker\/src\/new\.ts\. .*Unterminated string/s,
  );
});

test('a formatter that is missing is told', () => {
  const missing = join(import.meta.dirname, 'no-oxfmt');
  expect(() => formatSource(path, 'a();', missing)).toThrow('or run "npm ci" if it is missing');
});
