import { findMissingMigration } from '@a4c/database';

import { type Check, fail, ok } from '../check.ts';

/** Whether all migrations that this release needs were applied. */
export const schemaCheck: Check = {
  name: 'schema',
  async run({ client }) {
    const missing = await findMissingMigration(client);
    return missing === undefined
      ? ok('all migrations that this release needs are there')
      : fail(
          `migration ${missing} is missing`,
          'Run "npm run migrate" as the owner of the schema.',
        );
  },
};
