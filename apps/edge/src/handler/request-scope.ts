import type { MiddlewareHandler } from 'hono';

import type { EdgeEnv } from './edge-env.ts';
import type { Log } from './log.ts';
import { idHeader } from './request-metadata.ts';

/**
 * Around every request: echoes its correlation id, forbids caching, and logs one line without body,
 * query or token.
 */
export function requestScope(log: Log): MiddlewareHandler<EdgeEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    c.set('correlationId', crypto.randomUUID());
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('X-Correlation-ID', c.var.correlationId);
    log.info(
      {
        method: c.req.method,
        path: c.req.path.slice(0, 200),
        status: c.res.status,
        duration_ms: Math.round(performance.now() - startedAt),
        correlation_id: c.var.correlationId,
      },
      'request',
    );
  };
}

/** Takes the client's correlation id in place of the one that `requestScope` has drawn. */
export const correlateRequest: MiddlewareHandler<EdgeEnv> = async (c, next) => {
  const given = idHeader(c.req.raw.headers, 'X-Correlation-ID');
  if (given !== undefined) c.set('correlationId', given);
  await next();
};
