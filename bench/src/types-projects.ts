import { eventMetadata } from '@a4c/contracts';
import { collectContracts, printContracts } from '@a4c/generators/codegen';

import { syntheticContracts, syntheticType } from './synthetic-contracts.ts';

interface Project {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The same program over so many event types, with the types of their data from different sources. */
export function typesProjects(count: number): readonly Project[] {
  const types = Array.from({ length: count }, (_, index) => syntheticType(index));
  const printed = printContracts(collectContracts(syntheticContracts(count), eventMetadata));
  const interfaces = printed['libs/contracts/src/generated/event-types.ts'] ?? '';
  const contracts = contractsText(types);
  const uses = usesText(types);
  return [
    {
      name: 'generated interfaces',
      files: { 'uses.ts': uses, 'event-types.ts': interfaces, 'event-data.ts': generatedData },
    },
    {
      name: 'z.infer, looked up by name',
      files: { 'uses.ts': uses, 'contracts.ts': contracts, 'event-data.ts': indexedData },
    },
    {
      name: 'z.infer, Extract from a union',
      files: { 'uses.ts': uses, 'contracts.ts': contracts, 'event-data.ts': extractedData },
    },
    {
      name: 'proof that the interfaces equal z.infer, once',
      files: { 'contracts.ts': contracts, 'event-types.ts': interfaces, 'parity.ts': parity },
    },
  ];
}

const generatedData = `import type { EventDataByType } from './event-types.ts';
export type EventData<Type extends keyof EventDataByType> = EventDataByType[Type];`;

const indexedData = `import type * as z from 'zod';
import type { contracts } from './contracts.ts';
export type EventData<Type extends keyof typeof contracts> = z.infer<(typeof contracts)[Type]['data']>;`;

const extractedData = `import type * as z from 'zod';
import type { contracts } from './contracts.ts';
type Contract = (typeof contracts)[keyof typeof contracts];
export type EventData<Type extends Contract['type']> = z.infer<Extract<Contract, { type: Type }>['data']>;`;

/** As the type test of the contracts says it. */
const parity = `import type * as z from 'zod';
import type { contracts } from './contracts.ts';
import type { EventDataByType } from './event-types.ts';
type Equal<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
type Different = {
  [Type in keyof typeof contracts]: Equal<z.infer<(typeof contracts)[Type]['data']>, EventDataByType[Type]> extends true ? never : Type;
}[keyof typeof contracts];
export const none: [Different] extends [never] ? true : false = true;`;

/** The synthetic contracts as one would write them. */
function contractsText(types: readonly string[]): string {
  const entries = types.map(
    (type, index) => `  '${type}': {
    type: '${type}',
    data: z.strictObject({
      name: z.string().min(3).max(100),
      email: z.email(),
      id: z.uuid(),
      tier: z.enum(['free', 'basic', 'premium']),
      count: z.int().min(0).max(${1000 + index}),
      ratio: z.number().min(0).max(1).optional(),
      is_on: z.boolean(),
      address: z.strictObject({ street: z.string().max(100), floor: z.int().nullable() }),
      tags: z.array(z.string().max(20)).max(10),
    }),
  },`,
  );
  return `import * as z from 'zod';\nexport const contracts = {\n${entries.join('\n')}\n} as const;\n`;
}

/** A handler for each type, which reads three fields of its data. */
function usesText(types: readonly string[]): string {
  const handlers = types.map(
    (type, index) =>
      `export function handle${index}(data: EventData<'${type}'>): string {
  return data.name + data.address.street + (data.tags[0] ?? '');
}`,
  );
  return `import type { EventData } from './event-data.ts';\n${handlers.join('\n')}\n`;
}
