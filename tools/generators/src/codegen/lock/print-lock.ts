import { createHash } from 'node:crypto';

import { sortKeys } from '../canonical-json.ts';
import type { ContractsIr, EventIr, JsonValue, ObjectIr } from '../contract-ir.ts';
import { generatedNotice, type PrintedFiles } from '../printed-files.ts';

/** Where it lies, from the workspace root. */
export const lockFile = 'libs/contracts/contracts.lock.json';

/** What was last put in force, each part with the hash that its text must have. */
export interface ContractsLock {
  /** Of the hashes below. */
  readonly hash: string;
  readonly events: readonly { readonly hash: string; readonly contract: EventIr }[];
  readonly metadata: { readonly hash: string; readonly contract: ObjectIr };
}

/** The committed form of the contracts: a reviewer sees in it what a change really changes. */
export function printLock(contracts: ContractsIr): PrintedFiles {
  const lock = { notice: generatedNotice, ...lockOf(contracts) };
  return { [lockFile]: `${JSON.stringify(lock, null, 2)}\n` };
}

/** The lock of these contracts; events keep their order, keys are sorted. */
export function lockOf({ events, metadata }: ContractsIr): ContractsLock {
  const locked = {
    events: events.map((event) => withHash(event)),
    metadata: withHash(metadata),
  };
  return { hash: hashOfParts(locked), ...locked };
}

/** SHA-256 of the hashes of all parts. */
export function hashOfParts({ events, metadata }: Omit<ContractsLock, 'hash'>): string {
  return sha256([...events, metadata].map(({ hash }) => hash).join('\n'));
}

/** SHA-256 of a contract's canonical JSON. */
export function hashOfContract(contract: EventIr | ObjectIr): string {
  return sha256(JSON.stringify(canonical(contract)));
}

function withHash<Contract extends EventIr | ObjectIr>(contract: Contract) {
  return { hash: hashOfContract(contract), contract: canonical(contract) };
}

function canonical<Contract extends EventIr | ObjectIr>(contract: Contract): Contract {
  const json: JsonValue = JSON.parse(JSON.stringify(contract));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same JSON, only its keys are in another order
  return sortKeys(json) as unknown as Contract;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
