import { existsSync, globSync } from 'node:fs';

import { MissingToolError } from './missing-tool-error.ts';

/** Where distributions put it. */
const places = [
  '/usr/lib/*/faketime/libfaketimeMT.so.1',
  '/usr/lib64/faketime/libfaketimeMT.so.1',
  '/usr/lib/faketime/libfaketimeMT.so.1',
  '/usr/local/lib/faketime/libfaketimeMT.so.1',
];

/**
 * Environment of a process whose clock is off by what a file says (`+10m`, `-600`), read at every
 * look at the clock. Its monotonic clock stays, as on a host whose clock is set.
 *
 * @throws MissingToolError when libfaketime is not installed.
 */
export function clockFrom(offsetFile: string): NodeJS.ProcessEnv {
  const library = places.flatMap((pattern) => globSync(pattern)).find((path) => existsSync(path));
  if (library === undefined) throw new MissingToolError('libfaketime', 'faketime');
  return {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: offsetFile,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
}
