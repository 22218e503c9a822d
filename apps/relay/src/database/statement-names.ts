import type { ClientBase } from 'pg';

/** "Prepared statement does not exist" and "already exists": somebody swaps the sessions behind us. */
const swappedSession = new Set(['26000', '42P05']);

/**
 * Whether statements are prepared once for a session, under a name. A pooler in transaction mode
 * gives every transaction another session; one that does not know names itself (PgBouncer before
 * 1.21) makes them fail. From the first such failure on nothing is named any more.
 */
export interface StatementNames {
  /** Has the statements of this client obey. */
  watch(client: ClientBase): void;
}

export function createStatementNames(): StatementNames {
  let areUsed = true;

  function note(error: unknown): never {
    if (error instanceof Error && 'code' in error && swappedSession.has(String(error.code))) {
      areUsed = false;
    }
    throw error;
  }

  return {
    watch(client) {
      const query: (...args: unknown[]) => unknown = client.query.bind(client);
      Object.assign(client, {
        query(statement: unknown, ...rest: unknown[]): unknown {
          const result = query(areUsed ? statement : withoutName(statement), ...rest);
          return result instanceof Promise ? result.catch(note) : result;
        },
      });
    },
  };
}

function withoutName(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && 'name' in statement
    ? { ...statement, name: undefined }
    : statement;
}
