import { type ContractsLock, hashOfContract, hashOfParts, lockFile } from './print-lock.ts';

/** The lock is not as "nx sync" wrote it, so nothing can be compared with it. */
class BrokenLockError extends Error {
  readonly code = 'broken_lock';

  constructor(reason: string) {
    super(
      `${lockFile} ${reason}. Take it from version control again (git checkout -- ${lockFile}), then run "npm run sync".`,
    );
    this.name = 'BrokenLockError';
  }
}

/**
 * Reads the text of a lock.
 *
 * @throws BrokenLockError when it is missing, or was edited by hand or by a merge.
 */
export function readLock(text: string): ContractsLock {
  const lock = parseLock(text);
  for (const { hash, contract } of lock.events) {
    if (hashOfContract(contract) !== hash) {
      throw new BrokenLockError(
        `was edited: ${contract.type} v${contract.version} does not have the hash that stands beside it`,
      );
    }
  }
  if (hashOfContract(lock.metadata.contract) !== lock.metadata.hash) {
    throw new BrokenLockError('was edited: metadata does not have the hash that stands beside it');
  }
  if (hashOfParts(lock) !== lock.hash) {
    throw new BrokenLockError('was edited: its parts do not have the hash at its head');
  }
  return lock;
}

function parseLock(text: string): ContractsLock {
  if (text === '') throw new BrokenLockError('is missing or empty');
  let lock: unknown;
  try {
    lock = JSON.parse(text);
  } catch {
    throw new BrokenLockError('is no JSON, perhaps after a merge');
  }
  if (isLock(lock)) return lock;
  throw new BrokenLockError('has not the form of a lock');
}

/** The hashes vouch for what is inside of the contracts. */
function isLock(value: unknown): value is ContractsLock {
  if (!has(value, 'hash') || !has(value, 'events') || !has(value, 'metadata')) return false;
  const { events, metadata } = value;
  return Array.isArray(events) && [...events, metadata].every((part) => has(part, 'contract'));
}

function has<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null && key in value;
}
