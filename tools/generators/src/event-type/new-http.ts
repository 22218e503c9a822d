import type { HttpEmission } from '@a4c/contracts';

import { aggregateIdProblem, functionNameProblem } from '../codegen/collect/function-names.ts';
import { camelCase } from '../codegen/print-validators/typescript-text.ts';
import type { KnownContracts } from './known-contracts.ts';

/**
 * How clients emit the event by the function `invite-user`, or `accept-invitation/{invitation_id}`
 * where the path tells the aggregate.
 *
 * @throws Error when the function's name is taken, or not usable.
 */
export function httpOf(
  path: string,
  { aggregateType, isNew }: { readonly aggregateType: string; readonly isNew: boolean },
  { functions }: KnownContracts,
): HttpEmission {
  const [, name = path, parameter] = /^([^/{}]+)\/\{([^/{}]+)\}$/.exec(path) ?? [];
  const other = functions.get(name);
  if (other !== undefined) {
    throw new Error(`Function "${name}" emits "${other}". Give the new event its own function.`);
  }
  const called = camelCase(name);
  const alike = [...functions].find(([known]) => camelCase(known) === called);
  if (alike) {
    throw new Error(
      `Function "${name}" is ${called}() in the SDK, as is "${alike[0]}" of "${alike[1]}". Choose other words.`,
    );
  }
  const problem = functionNameProblem(name);
  if (problem !== undefined) throw new Error(`Function ${problem}`);
  const aggregateId =
    parameter === undefined && isNew
      ? 'new'
      : (`path.${parameter ?? `${aggregateType}_id`}` as const);
  const problemOfId = aggregateIdProblem(aggregateId);
  if (problemOfId !== undefined) throw new Error(`Aggregate id ${problemOfId}`);
  return { function: name, aggregateId, permission: permissionOf(name, aggregateType) };
}

/** `user.invite` of `invite-user`: what is done to what. */
function permissionOf(name: string, aggregateType: string): string {
  const [verb, ...words] = name.split('-');
  const object = words.join('_');
  return `${/^[a-z]/.test(object) ? object : aggregateType}.${verb}`;
}
