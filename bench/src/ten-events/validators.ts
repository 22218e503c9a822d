import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

import type * as z from 'zod/v4/core';

import { ajvCode } from './ajv-code.ts';
import { miniSchemas } from './mini-schemas.ts';
import type { PrintedFolder } from './printed-folder.ts';
import { type TenEvent, zodSchemas } from './zod-schemas.ts';

/** One way to validate: whether data keeps the contract of its event type. */
export interface Validator {
  readonly name: string;
  readonly accepts: (type: string, data: unknown) => boolean;
}

interface PrintedChecks {
  readonly dataChecks: ReadonlyMap<
    string,
    Readonly<Record<number, (rules: unknown[], data: unknown) => void>>
  >;
}

interface PrintedValidators {
  readonly validateEventData: (type: string, version: number, data: unknown) => unknown[];
}

/** The type by which validators know one of the ten events. */
export function typeOf(event: string): string {
  return `shop.${event}`;
}

/** Every way to validate the ten events that takes part; each finds its function by the type. */
export async function tenEventValidators(folder: PrintedFolder): Promise<readonly Validator[]> {
  const { dataChecks } = await load<PrintedChecks>(
    folder.pathOf('libs/contracts/src/generated/validators.ts'),
  );
  const { validateEventData } = await load<PrintedValidators>(
    folder.pathOf('libs/contracts/src/event-validators.ts'),
  );
  return [
    {
      name: 'generated, and storable',
      accepts: (type, data) => validateEventData(type, 1, data).length === 0,
    },
    {
      name: 'generated, checks of the SDK alone',
      accepts: (type, data) => {
        const rules: unknown[] = [];
        dataChecks.get(type)?.[1]?.(rules, data);
        return rules.length === 0;
      },
    },
    await ajvValidator(folder, 'ajv standalone', { allErrors: true, storable: false }),
    await ajvValidator(folder, 'ajv standalone, and storable', { allErrors: true, storable: true }),
    await ajvValidator(folder, 'ajv standalone, first issue only', {
      allErrors: false,
      storable: false,
    }),
    zodValidator('zod', zodSchemas),
    zodValidator('zod/mini', miniSchemas),
  ];
}

async function ajvValidator(
  folder: PrintedFolder,
  name: string,
  options: Parameters<typeof ajvCode>[0],
): Promise<Validator> {
  const path = folder.pathOf(`${name.replaceAll(/\W+/g, '-')}.mjs`);
  await writeFile(path, await ajvCode(options));
  const validate = await load<Readonly<Record<TenEvent, (data: unknown) => boolean>>>(path);
  const byType = new Map(Object.entries(validate).map(([event, one]) => [typeOf(event), one]));
  return { name, accepts: (type, data) => byType.get(type)?.(data) ?? false };
}

interface SafeSchema extends z.$ZodType {
  readonly safeParse: (data: unknown) => { readonly success: boolean };
}

function zodValidator(name: string, schemas: Readonly<Record<TenEvent, SafeSchema>>): Validator {
  const byType = new Map(Object.entries(schemas).map(([event, schema]) => [typeOf(event), schema]));
  return { name, accepts: (type, data) => byType.get(type)?.safeParse(data).success ?? false };
}

async function load<Module>(path: string): Promise<Module> {
  const loaded: Module = await import(pathToFileURL(path).href);
  return loaded;
}
