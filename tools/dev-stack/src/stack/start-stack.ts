import type { DatabaseRole } from '../databases/login-roles.ts';
import type { Postgres } from '../postgres/start-postgres.ts';
import { type Log, silent } from '../processes/log.ts';
import { type AppProcess, startProcess } from '../processes/start-process.ts';
import { startTemporal, type Temporal, type TemporalOptions } from '../temporal/start-temporal.ts';
import { appEntry, appEnvironment, type AppName, appNames } from './app-settings.ts';
import { createTokenSettings, signToken, type TokenClaims } from './dev-token.ts';
import { startDatabase } from './start-database.ts';

/** The whole loop, running: PostgreSQL, Temporal, relay, worker and edge. */
export type Stack = AsyncDisposable & {
  /** As the owner of the schema. */
  readonly databaseUrl: string;
  /** As a process of that role logs in. */
  readonly urlFor: (role: DatabaseRole) => string;
  readonly temporalAddress: string;
  readonly temporalUiUrl: string | undefined;
  /** Undefined when the edge was not started. */
  readonly edgeUrl: string | undefined;
  /** A Bearer token for the edge: a new user who may create organizations and invite, for a day. */
  readonly token: string;
  readonly signToken: (claims?: TokenClaims) => Promise<string>;
  /** Name → pid of everything that this stack started and that has not been replaced. */
  readonly processes: Readonly<Record<string, number>>;
  /** The servers, where they are ours. */
  readonly postgres: Postgres | undefined;
  readonly temporal: Temporal;
  /** The apps as they were started last. */
  readonly apps: Readonly<Partial<Record<AppName, AppProcess>>>;
  /**
   * Starts an app once more: after it has ended to replace it (an edge keeps its port), or beside
   * it. `env` changes its environment. The stack stops the earlier one as well.
   */
  readonly startApp: (name: AppName, env?: NodeJS.ProcessEnv) => Promise<AppProcess>;
  /** Ends the apps, which drain, then the servers. Idempotent. */
  readonly stop: () => Promise<void>;
};

/** What the stack shall be like. */
export type StackOptions = Pick<TemporalOptions, 'ui' | 'dynamicConfig'> & {
  /** Default: all. */
  apps?: readonly AppName[];
  /** On top of every app's environment. */
  env?: NodeJS.ProcessEnv;
  /** Progress, for a person. */
  log?: Log;
  /** The lines that the apps write. */
  appLog?: (name: AppName, line: string) => void;
};

/**
 * Starts everything and resolves when all apps are ready. DATABASE_URL (the schema's owner) and
 * TEMPORAL_ADDRESS, if set, replace the servers of our own. What was started is ended when a later
 * part fails, and with this process, however that ends.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { log = silent, appLog = silent, apps: wanted = appNames, env = {} } = options;
  const [database, temporal] = await startServers(options, log);
  const tokens = createTokenSettings();
  const started: AppProcess[] = [];
  const apps: Partial<Record<AppName, AppProcess>> = {};

  const stop = async () => {
    await Promise.all(started.map(async (app) => app.stop()));
    await Promise.all([database.postgres?.stop(), temporal.stop()]);
  };
  const startApp = async (name: AppName, change: NodeJS.ProcessEnv = {}) => {
    const usual = appEnvironment(name, { database, temporalAddress: temporal.address, tokens });
    const app = await startProcess({
      name,
      entry: appEntry(name),
      env: { ...usual, ...portOf(apps.edge, name), ...env, ...change },
      log: (line) => appLog(name, line),
    });
    started.push(app);
    apps[name] = app;
    return app;
  };
  const outcomes = await Promise.allSettled(wanted.map(async (name) => startApp(name)));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  log(`Ready: ${wanted.join(', ')}`);
  return {
    databaseUrl: database.ownerUrl,
    urlFor: database.urlFor,
    temporalAddress: temporal.address,
    temporalUiUrl: temporal.uiUrl,
    get edgeUrl() {
      return apps.edge?.ready.url;
    },
    token: await signToken(tokens),
    signToken: async (claims) => signToken(tokens, claims),
    get processes() {
      return pidsOf({ postgres: database.postgres, temporal, ...apps });
    },
    postgres: database.postgres,
    temporal,
    apps,
    startApp,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function startServers(options: StackOptions, log: Log) {
  const { ui, dynamicConfig } = options;
  const temporalOptions = { log, ...(ui && { ui }), ...(dynamicConfig && { dynamicConfig }) };
  const [database, temporal] = await Promise.allSettled([
    startDatabase(log),
    startTemporal(temporalOptions),
  ]);
  if (database.status === 'fulfilled' && temporal.status === 'fulfilled') {
    return [database.value, temporal.value] as const;
  }
  if (database.status === 'fulfilled') await database.value.postgres?.stop();
  if (temporal.status === 'fulfilled') await temporal.value.stop();
  throw database.status === 'rejected' ? database.reason : rejection(temporal);
}

function rejection(outcome: PromiseSettledResult<unknown>): unknown {
  return outcome.status === 'rejected' ? outcome.reason : undefined;
}

/** Who talks to the edge goes on talking to the same address after its restart. */
function portOf(edge: AppProcess | undefined, name: AppName): NodeJS.ProcessEnv {
  const url = name === 'edge' ? edge?.ready.url : undefined;
  return url === undefined ? {} : { A4C_EDGE_PORT: new URL(url).port };
}

function pidsOf(processes: Record<string, { pid?: number } | undefined>): Record<string, number> {
  const pids: Record<string, number> = {};
  for (const [name, process] of Object.entries(processes)) {
    if (process?.pid !== undefined) pids[name] = process.pid;
  }
  return pids;
}
