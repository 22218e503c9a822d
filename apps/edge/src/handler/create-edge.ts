import { type EventContract, latestContracts } from '@a4c/contracts';
import { Hono } from 'hono';
import { cors } from 'hono/cors';

import { type AcceptancePorts, authorizeAcceptance } from './authorize-acceptance.ts';
import type { EdgeEnv } from './edge-env.ts';
import { type Authorize, emitFunction, emitPath, type EmitPorts } from './emit-function.ts';
import { eventStatusFunction, type EventStatusPorts } from './event-status-function.ts';
import { type Log, loggableError } from './log.ts';
import { problemOf } from './problem-of.ts';
import { ProblemError, problemResponse } from './problem.ts';
import { correlateRequest, requestScope } from './request-scope.ts';

/** Everything that the edge needs from outside. */
export interface EdgeOptions extends EmitPorts, AcceptancePorts, EventStatusPorts {
  /** Those whose latest version has `http` get a function each. */
  readonly contracts: readonly EventContract[];
  /** Why it could not work now; empty when it can. */
  readonly findReasonsNotReady: () => Promise<readonly string[]>;
  /** Origins whose pages may call the edge: `https://app.example.com`. */
  readonly corsOrigins: readonly string[];
  readonly log: Log;
}

/** A web-standard server: give its `fetch` to Node, Deno or whatever serves requests. */
export interface Edge {
  readonly fetch: (
    request: Request,
    connection?: { readonly remoteAddress?: string | undefined },
  ) => Promise<Response>;
}

/**
 * Makes the HTTP edge: `POST /<function>` for every event that clients may emit, `GET /events/{id}`
 * for what became of it, `/healthz` and `/readyz`. Uses web standards only, so it runs wherever
 * they exist.
 */
export function createEdge(options: EdgeOptions): Edge {
  const { log, corsOrigins } = options;
  const app = new Hono<EdgeEnv>();
  app.onError((error, c) => {
    const incidentId = crypto.randomUUID();
    const problem = problemOf(error, incidentId);
    const response = problemResponse(problem);
    if (response.status >= 500) logFailure(log, problem, incidentId);
    return c.newResponse(response.body, response);
  });
  app.notFound(() =>
    problemResponse(
      new ProblemError('not_found', {
        detail: 'No function has this path. Compare it with the list of endpoints.',
      }),
    ),
  );

  addHealth(app, options.findReasonsNotReady);
  app.use(requestScope(log));
  if (corsOrigins.length > 0) app.use(corsFor(corsOrigins));
  app.use(correlateRequest);
  const authorizers: Readonly<Record<string, Authorize>> = {
    'accept-invitation': authorizeAcceptance(options),
  };
  for (const contract of latestContracts(options.contracts)) {
    const { http } = contract;
    if (http === undefined) continue;
    const path = emitPath(http);
    app.post(path, emitFunction(contract, http, options, authorizers[http.function]));
    refuseOtherMethods(app, path, 'POST, OPTIONS');
  }
  app.get('/events/:id', eventStatusFunction(options));
  refuseOtherMethods(app, '/events/:id', 'GET, HEAD, OPTIONS');

  return { fetch: async (request, connection = {}) => app.fetch(request, connection) };
}

function addHealth(app: Hono<EdgeEnv>, findReasons: EdgeOptions['findReasonsNotReady']): void {
  app.get('/healthz', (c) => c.json({ alive: true }));
  app.get('/readyz', async (c) => {
    const reasons = await findReasons();
    c.header('Cache-Control', 'no-store');
    return c.json({ ready: reasons.length === 0, reasons }, reasons.length === 0 ? 200 : 503);
  });
}

function corsFor(origins: readonly string[]) {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'X-Correlation-ID',
      'X-Request-ID',
      'traceparent',
    ],
    exposeHeaders: ['Location', 'Retry-After', 'WWW-Authenticate', 'X-Correlation-ID'],
    maxAge: 600,
  });
}

/** To be called after the path's own methods. OPTIONS tells them; every other one is a problem. */
function refuseOtherMethods(app: Hono<EdgeEnv>, path: string, allow: string): void {
  app.all(path, (c) => {
    if (c.req.method === 'OPTIONS') return c.body(null, 204, { Allow: allow });
    throw new ProblemError('method_not_allowed', {
      detail: `This address allows ${allow}. Use one of these methods.`,
      headers: { Allow: allow },
    });
  });
}

function logFailure(log: Log, { code, cause }: ProblemError, incidentId: string): void {
  const fields = { problem: code, incident_id: incidentId, error: loggableError(cause) };
  if (code === 'internal_error') log.error(fields, 'a request met a defect');
  else log.warn(fields, 'a request met an outage');
}
