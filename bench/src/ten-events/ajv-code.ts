import { dataSchema } from '@a4c/generators/codegen';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

import { bundle } from './bundle.ts';
import { tenContracts } from './ten-contracts.ts';

interface AjvOptions {
  /** Else it stops at the first issue. */
  readonly allErrors: boolean;
  /** Also asks for texts that jsonb can store, as the printed schemas do. */
  readonly storable: boolean;
}

/** A module that exports ajv's standalone function for each of the ten events, with what it imports. */
export async function ajvCode({ allErrors, storable }: AjvOptions): Promise<string> {
  const ajv = new Ajv2020({
    allErrors,
    strictTypes: false,
    validateFormats: false,
    code: { source: true, esm: true },
  });
  const names: Record<string, string> = {};
  for (const event of tenContracts.events) {
    const name = event.type.slice('shop.'.length);
    ajv.addSchema(storable ? dataSchema(event) : withoutStorable(dataSchema(event)), name);
    names[name] = name;
  }
  return bundle(standaloneCode.default(ajv, names), { minify: false });
}

/** The printed schema less the rule that neither zod nor our checks alone ask. */
function withoutStorable(schema: object): Record<string, unknown> {
  const left: Record<string, unknown> = JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && value === '#/$defs/storable_text' ? undefined : value,
  );
  return left;
}
