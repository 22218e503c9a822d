import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventMetadata } from '@a4c/contracts';
import { afterAll, expect, test } from 'vitest';

import { collectContracts } from '../collect/collect-contracts.ts';
import { everyShape } from '../parity/every-shape.ts';
import { printEventTypes } from './print-event-types.ts';

// Within the package, so that zod and the contracts resolve.
const parent = join(import.meta.dirname, '../../../dist');
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'types-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = `
import type * as z from 'zod';
import type { everyShape } from '../../src/codegen/parity/every-shape.ts';
import type { EventDataByType } from './event-types.ts';

type Equal<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
type Inferred = { [Declared in (typeof everyShape)[number] as Declared['type']]: z.infer<Declared['data']> };
// Where a schema that contains itself was declared as "any schema", zod knows no more than unknown.
type Fields<Wanted, Printed> = {
  [Name in keyof Wanted | keyof Printed]: Name extends keyof Wanted & keyof Printed
    ? unknown extends Wanted[Name]
      ? never
      : Equal<Pick<Wanted, Name>, Pick<Printed, Name>> extends true
        ? never
        : Name
    : Name;
}[keyof Wanted | keyof Printed];
type Different = {
  [Type in keyof Inferred]: Fields<Inferred[Type], EventDataByType[Type]>;
}[keyof Inferred];
export const none: [Different] extends [never] ? true : Different = true;
`;

test('the printed type of every shape is what zod infers', { timeout: 60_000 }, () => {
  const [text = ''] = Object.values(printEventTypes(collectContracts(everyShape, eventMetadata)));
  expect(compile(text)).toBe('');
  const broken = text.replace('is_on: boolean', 'is_on: boolean | null');
  expect(compile(broken)).toContain(`not assignable to type '"is_on"'`);
});

function compile(types: string): string {
  writeFileSync(join(folder, 'event-types.ts'), types);
  writeFileSync(join(folder, 'program.ts'), program);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../../../tsconfig.base.json',
      compilerOptions: { noEmit: true, composite: false, declarationMap: false, types: ['node'] },
      files: ['program.ts'],
    }),
  );
  const tsc = join(import.meta.dirname, '../../../../../node_modules/.bin/tsc');
  return spawnSync(tsc, ['-p', folder], { encoding: 'utf8' }).stdout;
}
