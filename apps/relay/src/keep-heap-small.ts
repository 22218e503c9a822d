import { setFlagsFromString } from 'node:v8';

/**
 * New objects live in a space that V8 lets grow to 128 MiB on a large machine, though a relay's die
 * young. Kept small it costs 1 µs per event and saves 70 MB (60,000 events drained: 296 to 228 MB).
 * For the whole process, and before it works: what has grown stays.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
