import { compareRoutes } from '@a4c/database';

import { type Check, fail, type Finding, ok, warn } from '../check.ts';

/** Whether the routes that relays read are those of the contracts, and the contracts those of this release. */
export const routesCheck: Check = {
  name: 'routes',
  async run({ client }) {
    const { differing, inForce, ofRelease } = await compareRoutes(client);
    const findings: Finding[] = [];
    if (differing.length > 0) {
      findings.push(
        fail(
          `not as the contracts say: ${differing.join(', ')}`,
          'Somebody has changed workflow_route by hand. As the owner, write the rows of contracts.routes() back into it.',
        ),
      );
    }
    if (inForce !== ofRelease) {
      findings.push(
        warn(
          `contracts ${inForce ?? 'none'} are in force, this release has ${ofRelease}`,
          'Run "npm run migrate" of the newest release, or use the a4c-relay of the release that is in force.',
        ),
      );
    }
    return findings.length > 0 ? findings : ok(`as the contracts ${ofRelease} say`);
  },
};
