import type { NewEvent } from './new-event.ts';

/** The file of a new contract. oxfmt breaks the lines that are too long. */
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
    ...(http ? [`  http: { ${pairsOf(http).join(', ')} },`] : []),
    `  examples: [{ ${fields.map(({ name, example }) => `${name}: ${example}`).join(', ')} }],`,
    '});',
    '',
  ].join('\n');
}

function printData(fields: readonly string[]): string[] {
  if (fields.length === 0) return ['  data: z.strictObject({}),'];
  return ['  data: z.strictObject({', ...fields.map((field) => `    ${field}`), '  }),'];
}

function printSection(name: string, values: object | undefined): string[] {
  if (values === undefined) return [];
  return [`  ${name}: {`, ...pairsOf(values).map((pair) => `    ${pair},`), '  },'];
}

function pairsOf(values: object): string[] {
  return Object.entries(values).map(([key, value]) => `${key}: '${value}'`);
}
