import type { NewEvent } from './new-event.ts';

/** The file of a new contract, as oxfmt leaves it. */
export function printContract(event: NewEvent, upToSource: string): string {
  const { type, variable, aggregateType, description, fields, starts, signals, http } = event;
  return [
    `import * as z from 'zod';`,
    '',
    `import { defineEvent } from '${upToSource}define-event.ts';`,
    '',
    `export const ${variable} = defineEvent({`,
    `  type: '${type}',`,
    '  version: 1,',
    `  aggregateType: '${aggregateType}',`,
    `  description: '${description}',`,
    // Until this is taken out, its data may change in any way.
    `  stability: 'experimental',`,
    ...printData(fields.map(({ name, schema }) => `${name}: ${schema},`)),
    ...printSection('starts', starts),
    ...printSection('signals', signals),
    ...printSection('http', http),
    ...printExamples(fields.map(({ name, example }) => `${name}: ${example},`)),
    '});',
    '',
  ].join('\n');
}

function printData(fields: readonly string[]): string[] {
  if (fields.length === 0) return ['  data: z.strictObject({}),'];
  return ['  data: z.strictObject({', ...fields.map((field) => `    ${field}`), '  }),'];
}

function printExamples(fields: readonly string[]): string[] {
  if (fields.length === 0) return ['  examples: [{}],'];
  return ['  examples: [', '    {', ...fields.map((field) => `      ${field}`), '    },', '  ],'];
}

function printSection(name: string, values: object | undefined): string[] {
  if (values === undefined) return [];
  const lines = Object.entries(values).map(([key, value]) => `    ${key}: '${value}',`);
  return [`  ${name}: {`, ...lines, '  },'];
}
