import { randomUUID } from 'node:crypto';

import { registry } from '@a4c/contracts';
import { createInvitationTokens } from '@a4c/service/invitation-token';
import { SignJWT } from 'jose';
import { Client, type QueryResultRow } from 'pg';

import { connectDatabase, createEdgePool } from '../connect-database.ts';
import { createEdge, type EdgeOptions } from '../handler/create-edge.ts';
import { createVerifyToken, type TokenRules } from '../handler/verify-token.ts';
import { serveEdge } from '../serve-edge.ts';

/** Tokens of the tests. */
export const tokenRules = {
  issuer: 'https://login.test',
  audience: 'a4c-test',
  key: { secret: new TextEncoder().encode('a secret that only the tests know') },
} as const satisfies TokenRules;

/** Makes the tokens that the edge under test accepts invitations with. */
export const invitationTokens = createInvitationTokens('a secret that only the tests know of');

/** A valid body of `POST /create-organization`. */
export const acme = { name: 'Acme Corp', slug: 'acme-corp', owner_email: 'owner@acme.example' };

/** A token that the edge under test accepts. Undefined permissions: those to create organizations. */
export async function signTestToken({
  subject = randomId(),
  permissions = ['organization.create'],
}: { subject?: string; permissions?: readonly string[] } = {}): Promise<string> {
  return new SignJWT({ permissions: [...permissions] })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuer(tokenRules.issuer)
    .setAudience(tokenRules.audience)
    .setExpirationTime('5m')
    .sign(tokenRules.key.secret);
}

function randomId(): string {
  return randomUUID();
}

/** Members of the edge's answers that tests look at one by one. */
export interface Answer {
  readonly event_id: string;
  readonly organization_id: string;
  readonly code: string;
}

/** The JSON of a response. */
export async function jsonOf(response: Response): Promise<Answer> {
  const answer: Answer = JSON.parse(await response.text());
  return answer;
}

/** A line that the edge logged. */
interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: object;
}

/** Keeps what is logged, for a test to read. */
function collectLog() {
  const lines: LogLine[] = [];
  const add = (level: string) => (fields: object, message: string) => {
    lines.push({ level, message, fields });
  };
  return { lines, log: { info: add('info'), warn: add('warn'), error: add('error') } };
}

/** What a test may set otherwise. */
export type EdgeUnderTestOptions = Partial<EdgeOptions> & { readonly maxConnections?: number };

/** A database of the test harness. */
type Database = AsyncDisposable & {
  readonly name: string;
  readonly adminUrl: string;
  readonly urlFor: (role: 'edge') => string;
};

/**
 * A real edge on loopback, which logs in to the database as a member of `a4c_edge`. Dispose of it
 * after the tests, and with it of the database.
 */
export async function startEdgeUnderTest(database: Database, options: EdgeUnderTestOptions = {}) {
  const { lines, log } = collectLog();
  const { maxConnections = 10 } = options;
  const pool = createEdgePool(database.urlFor('edge'), { log, maxConnections });
  const edge = createEdge({
    ...connectDatabase(pool),
    contracts: registry,
    verifyToken: createVerifyToken(tokenRules),
    issueOf: invitationTokens.issueOf,
    environment: 'test',
    corsOrigins: [],
    maxBodyBytes: 4_096,
    trustedProxyHops: 0,
    log,
    ...options,
  });
  const server = await serveEdge(edge, { host: '127.0.0.1', port: 0 });
  const owner = new Client({ connectionString: database.adminUrl });
  await owner.connect();
  return {
    url: server.url,
    database,
    pool,
    lines,
    /** Reads and arranges as a superuser. */
    sql: async <Row extends QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<Row>(text, values)).rows,
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await pool.end();
      await owner.end();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** What `startEdgeUnderTest` makes. */
export type EdgeUnderTest = Awaited<ReturnType<typeof startEdgeUnderTest>>;
