import { dataSchema, metadataSchema } from '@a4c/generators/codegen';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod';

import type { Judge, Subject } from './judge.ts';

/** The printed JSON Schema, by a validator that knows draft 2020-12. */
export function createAjvJudge(): Judge {
  const validators = new Map<Subject, ValidateFunction>();
  return {
    name: 'ajv',
    names: 'none',
    judge: async (subject, documents) => {
      const validate = validators.get(subject) ?? compile(subject);
      validators.set(subject, validate);
      return documents.map((document) => ({ accepts: validate(JSON.parse(document)) }));
    },
  };
}

/** Strict: an unknown keyword is a mistake of the printer. Types and lengths may be said elsewhere. */
function compile({ event, shape }: Subject): ValidateFunction {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictTuples: false,
    validateFormats: false,
  });
  ajv.addVocabulary(['x-a4c-owner', 'x-a4c-stability', 'x-a4c-deprecated', 'x-a4c-pii']);
  // A multiple is an exact one to JSON Schema; ajv divides doubles and takes 2.03 for none of 0.07.
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({ keyword: 'multipleOf', type: 'number', validate: isMultiple, errors: false });
  ajv.addKeyword({ keyword: 'x-a4c-max-depth', validate: isNoDeeperThan, errors: false });
  return ajv.compile(event === undefined ? metadataSchema(shape) : dataSchema(event));
}

function isMultiple(step: number, value: number): boolean {
  return z.core.util.floatSafeRemainder(value, step) === 0;
}

/** No keyword of JSON Schema counts levels, so this one is ours. */
function isNoDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isNoDeeperThan(levels - 1, inner));
}
