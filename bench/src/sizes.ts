import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { ajvCode } from './ten-events/ajv-code.ts';
import { bundle } from './ten-events/bundle.ts';
import { createPrintedFolder, type PrintedFolder } from './ten-events/printed-folder.ts';
import { zodSchemas } from './ten-events/zod-schemas.ts';

const schemas = join(import.meta.dirname, 'ten-events');
const events = Object.keys(zodSchemas);
const functions = events.map((event) =>
  event.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
);

/** Translates what zod says into the SDK's broken rules. */
const zodCheck = `const check = (event) => (rules, data) => {
  for (const { path, code } of schemas[event].safeParse(data).error?.issues ?? [])
    rules.push({ path: ['event_data', ...path].join('.'), rule: code, weight: 'bound' });
};`;

/** The same for ajv. */
const ajvCheck = `const check = (event) => (rules, data) => {
  if (!validators[event](data))
    for (const { instancePath, keyword } of validators[event].errors)
      rules.push({ path: 'event_data' + instancePath.replaceAll('/', '.'), rule: keyword, weight: 'bound' });
};`;

/**
 * What ten events weigh in a browser, minified and gzipped: their validators alone, and a whole
 * client. The clients are the SDK's; only what checks the data differs. Sizes do not vary.
 */
export async function benchSizes(): Promise<void> {
  await using folder = await createPrintedFolder();
  const zod = `import { zodSchemas as schemas } from '${schemas}/zod-schemas.ts';`;
  const mini = `import { miniSchemas as schemas } from '${schemas}/mini-schemas.ts';`;
  const ajvModule = folder.pathOf('ajv.mjs');
  await writeFile(ajvModule, await ajvCode({ allErrors: true, storable: false }));
  const ajv = `import * as validators from '${ajvModule}';`;
  console.log(
    [
      `Bytes of ten events, bundled and minified by esbuild, gzipped (in parentheses: not gzipped):`,
      '',
      '| | validators | whole client |',
      '| --- | --- | --- |',
      await row('generated', generatedValidators(folder), generatedClient(folder)),
      await row('zod', `${zod} export { schemas };`, otherClient(folder, zod, zodCheck)),
      await row('zod/mini', `${mini} export { schemas };`, otherClient(folder, mini, zodCheck)),
      await row(
        'ajv standalone',
        `export * from '${ajvModule}';`,
        otherClient(folder, ajv, ajvCheck),
      ),
    ].join('\n'),
  );
}

async function row(name: string, ...sources: readonly string[]): Promise<string> {
  const cells = await Promise.all(
    sources.map(async (source) => {
      const text = await bundle(source, { minify: true });
      return `${gzipSync(text).length} (${Buffer.byteLength(text)})`;
    }),
  );
  return `| ${name} | ${cells.join(' | ')} |`;
}

function generatedValidators(folder: PrintedFolder): string {
  return `export { dataChecks } from '${folder.pathOf('libs/contracts/src/generated/validators.ts')}';`;
}

function generatedClient(folder: PrintedFolder): string {
  return `export { createClient, ${functions.join(', ')} } from '${folder.pathOf('libs/sdk/src/index.ts')}';`;
}

/** As the SDK prints it, with other checks. */
function otherClient(folder: PrintedFolder, imports: string, check: string): string {
  const emitters = events.map(
    (event, index) => `export const ${functions[index]} = (client, body, options = {}) =>
      emitEvent(client, { path: '/${event.replaceAll('_', '-')}', aggregateType: 'account', check: check('${event}') }, body, options);`,
  );
  return [
    imports,
    `export { createClient } from '${folder.pathOf('libs/sdk/src/create-client.ts')}';`,
    `import { emitEvent } from '${folder.pathOf('libs/sdk/src/emit-event.ts')}';`,
    check,
    ...emitters,
  ].join('\n');
}
