import type { EventContract, HttpEmission } from '@a4c/contracts';
import type * as z from 'zod';

import { sortKeys } from '../canonical-json.ts';
import type { ContractsIr, EventIr, HttpIr, JsonValue } from '../contract-ir.ts';
import { collectObject } from './collect-shape.ts';
import type { Collection } from './collection.ts';
import { ContractProblemsError } from './contract-problems-error.ts';
import { registryProblems } from './registry-problems.ts';

/**
 * Reads the contracts into the form that all printers take.
 *
 * @throws ContractProblemsError with every problem of every contract.
 */
export function collectContracts(
  registry: readonly EventContract[],
  metadata: z.ZodObject,
): ContractsIr {
  const problems = registryProblems(registry);
  const ir = {
    events: registry.map((contract) => collectEvent(contract, problems)),
    metadata: collectRoot('event_metadata', 'event_metadata', metadata, true, problems),
  };
  if (problems.length > 0) throw new ContractProblemsError(problems);
  return ir;
}

function collectEvent(contract: EventContract, problems: string[]): EventIr {
  const { type, version, aggregateType, description, examples } = contract;
  const { owner, stability = 'stable', deprecated, starts, signals, http } = contract;
  const name = `${type} v${version}`;
  return {
    type,
    version,
    aggregateType,
    description,
    ...(owner !== undefined && { owner }),
    stability,
    ...(deprecated !== undefined && { deprecated }),
    data: collectRoot(name, 'event_data', contract.data, false, problems),
    ...(starts && { starts }),
    ...(signals && { signals }),
    ...(http && { http: collectHttp(http) }),
    examples: examples.map((example) => asJson(example)),
  };
}

function collectHttp({ defaults = {}, ...http }: HttpEmission): HttpIr {
  const values = Object.entries(defaults).map(([name, value]) => [name, asJson(value)] as const);
  return { ...http, defaults: Object.fromEntries(values.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

function collectRoot(
  contract: string,
  path: string,
  schema: z.ZodObject,
  allowsUnknownKeys: boolean,
  problems: string[],
): ReturnType<typeof collectObject> {
  const collection: Collection = { contract, path, allowsUnknownKeys, problems, around: [schema] };
  return collectObject(collection, schema._zod.def);
}

/** What would be stored: `undefined` is left out, keys have a fixed order. */
function asJson(value: unknown): JsonValue {
  const json: JsonValue = JSON.parse(JSON.stringify(value));
  return sortKeys(json);
}
