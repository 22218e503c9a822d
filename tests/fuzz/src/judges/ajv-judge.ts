import { dataSchema, type JsonSchema, metadataSchema, toDraft07 } from '@a4c/generators/codegen';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as z from 'zod';

import type { Judge, Subject } from './judge.ts';

/** Strict: an unknown keyword is a mistake of the printer. Types and lengths may be said elsewhere. */
const options: Options = {
  strict: true,
  strictTypes: false,
  strictTuples: false,
  validateFormats: false,
};

/** The printed JSON Schemas, by a validator that knows draft 2020-12. */
export function createJsonSchemaJudge(): Judge {
  return createAjvJudge('ajv', (schema) => addKeywords(new Ajv2020(options)).compile(schema));
}

/** The same schemas as the AsyncAPI document has them, in draft 7. */
export function createAsyncapiJudge(): Judge {
  const $schema = 'http://json-schema.org/draft-07/schema#';
  return createAjvJudge('ajv draft 7', (schema) =>
    addKeywords(new Ajv(options)).compile({ ...toDraft07(schema), $schema }),
  );
}

function createAjvJudge(name: string, compile: (schema: JsonSchema) => ValidateFunction): Judge {
  const validators = new Map<Subject, ValidateFunction>();
  return {
    name,
    names: 'none',
    judge: async (subject, documents) => {
      const validate = validators.get(subject) ?? compile(schemaOf(subject));
      validators.set(subject, validate);
      return documents.map((document) => ({ accepts: validate(JSON.parse(document)) }));
    },
  };
}

function schemaOf({ event, shape }: Subject): JsonSchema {
  return event === undefined ? metadataSchema(shape) : dataSchema(event);
}

function addKeywords<Validator extends Ajv>(ajv: Validator): Validator {
  ajv.addVocabulary(['x-a4c-owner', 'x-a4c-stability', 'x-a4c-deprecated', 'x-a4c-pii']);
  // A multiple is an exact one to JSON Schema; ajv divides doubles and takes 2.03 for none of 0.07.
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({ keyword: 'multipleOf', type: 'number', validate: isMultiple, errors: false });
  ajv.addKeyword({ keyword: 'x-a4c-max-depth', validate: isNoDeeperThan, errors: false });
  return ajv;
}

function isMultiple(step: number, value: number): boolean {
  return z.core.util.floatSafeRemainder(value, step) === 0;
}

/** No keyword of JSON Schema counts levels, so this one is ours. */
function isNoDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isNoDeeperThan(levels - 1, inner));
}
