import type { EventContract, HttpEmission } from '@a4c/contracts';
import type * as z from 'zod';

import { sortKeys } from '../canonical-json.ts';
import type { ContractsIr, EventIr, HttpIr, JsonValue, ObjectIr } from '../contract-ir.ts';
import { collectDefinitions } from './collect-recursion.ts';
import { collectObject } from './collect-shape.ts';
import { type Collection, refuse } from './collection.ts';
import { ContractProblemsError } from './contract-problems-error.ts';
import { generatedNameProblems } from './generated-names.ts';
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
  const namesDiffer = problems.length === 0;
  const ir = {
    events: registry.map((contract) => collectEvent(contract, problems)),
    metadata: collectMetadata(metadata, problems),
  };
  // Contracts that share a name are told of once.
  if (namesDiffer) problems.push(...generatedNameProblems(ir));
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
    ...collectData(name, contract.data, problems),
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

function collectData(
  contract: string,
  schema: z.ZodObject,
  problems: string[],
): Pick<EventIr, 'data' | 'definitions'> {
  const root = rootOf(contract, 'event_data', schema, problems);
  const data = collectObject(root, schema._zod.def);
  return { data, ...collectDefinitions(root.definitions, schema, data) };
}

function collectMetadata(schema: z.ZodObject, problems: string[]): ObjectIr {
  const root = rootOf('event_metadata', 'event_metadata', schema, problems);
  const metadata = collectObject({ ...root, allowsUnknownKeys: true }, schema._zod.def);
  if (root.definitions.size > 0) {
    refuse(root, 'a part of it contains itself. Write the levels out that there can be.');
  }
  return metadata;
}

function rootOf(
  contract: string,
  path: string,
  schema: z.ZodObject,
  problems: string[],
): Collection {
  return {
    contract,
    path,
    allowsUnknownKeys: false,
    problems,
    around: [{ schema, path }],
    definitions: new Map(),
  };
}

/** What would be stored: `undefined` is left out, keys have a fixed order. */
function asJson(value: unknown): JsonValue {
  const json: JsonValue = JSON.parse(JSON.stringify(value));
  return sortKeys(json);
}
