import { type Check, fail, ok } from '../check.ts';

/** Whether the server takes writes. */
export const serverCheck: Check = {
  name: 'server',
  async run({ client }) {
    const { rows } = await client.query<{
      version: string;
      recovering: boolean;
      read_only: string;
    }>(
      `SELECT current_setting('server_version') AS version, pg_is_in_recovery() AS recovering,
         current_setting('default_transaction_read_only') AS read_only`,
    );
    const { version = '', recovering = false, read_only = 'off' } = rows[0] ?? {};
    if (recovering) {
      return fail(
        `PostgreSQL ${version} is a standby or recovers`,
        'Connect to the primary server.',
      );
    }
    if (read_only === 'on') {
      return fail(
        `PostgreSQL ${version} takes no writes by default`,
        'Set default_transaction_read_only = off for the database and its roles.',
      );
    }
    return ok(`PostgreSQL ${version} takes writes`);
  },
};
