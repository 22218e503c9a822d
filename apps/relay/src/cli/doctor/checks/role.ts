import { type Check, fail, ok, warn } from '../check.ts';

/** Whether this role may operate the relay, and no more than that. */
export const roleCheck: Check = {
  name: 'role',
  async run({ client }) {
    const { rows } = await client.query<Row>(statement);
    const { role = '', super: isSuper = false, groups = [], lacking = [] } = rows[0] ?? {};
    if (isSuper) {
      return warn(
        `${role} is a superuser, whom no policy and no right binds`,
        `Connect as a login of its own: CREATE USER oncall PASSWORD '…' IN ROLE a4c_operator.`,
      );
    }
    if (groups.includes('a4c_operator')) {
      return lacking.length === 0
        ? ok(`${role} is a member of a4c_operator and has its rights`)
        : fail(
            `a4c_operator lacks ${lacking.join(', ')}`,
            'Run "npm run migrate" as the owner of the schema; if it changes nothing, somebody has revoked them: GRANT them again.',
          );
    }
    const may = groups.length === 0 ? 'no group role of ours' : groups.join(', ');
    return warn(
      `${role} is a member of ${may}: it may look at most`,
      `To pause, retry, discard and replay: GRANT a4c_operator TO "${role}".`,
    );
  },
};

interface Row {
  readonly role: string;
  readonly super: boolean;
  readonly groups: string[];
  readonly lacking: string[];
}

const statement = `
SELECT current_user AS role, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super,
  array(SELECT rolname::text FROM pg_roles
    WHERE rolname LIKE 'a4c\\_%' AND rolname <> current_user AND pg_has_role(oid, 'USAGE') ORDER BY 1) AS groups,
  array(
    SELECT format('%s (%s) on %s', privilege, column_name, table_name)
    FROM (VALUES
      ('domain_events', 'processed_at', 'UPDATE'), ('domain_events', 'id', 'SELECT'),
      ('workflow_route', 'paused', 'UPDATE'), ('relay_control', 'paused', 'UPDATE'),
      ('dead_letter', 'resolution', 'UPDATE'), ('workflow_dispatch', 'event_id', 'SELECT'),
      ('workflow_attempt', 'id', 'SELECT'), ('workflow_requeue', 'request_id', 'SELECT'),
      ('relay_instance', 'id', 'SELECT')
    ) needed (table_name, column_name, privilege)
    WHERE NOT coalesce(has_column_privilege(to_regclass('public.' || table_name), column_name, privilege), false)
  ) AS lacking`;
