import { NetworkError, ProblemError, TimeoutError } from './client-errors.ts';
import type { Client } from './create-client.ts';
import { pause, unlessAborted } from './pause.ts';
import { requireOption } from './require-option.ts';

/** What is asked of the server. */
export interface ClientRequest {
  readonly method: string;
  /** Begins with a slash, holds nothing that a caller could shape. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** What a success said; nothing, when that was no JSON object. */
export interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly response: Response;
}

/** What passes; anything else would come again. */
const outage = /^(429|50[234])$/;
/** Syntax of RFC 6750. What is no token would be repeated in an error of the platform. */
const tokenPattern = /^[\w\-.~+/]+=*$/;

/**
 * Sends a request, again after an outage: each time twice as long after, or when the server says.
 *
 * @throws ProblemError, NetworkError, TimeoutError, ValidationError for the token, and the reason
 * of `signal`
 */
export async function request(client: Client, asked: ClientRequest): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      return await requestOnce(client, asked);
    } catch (error) {
      if (attempt >= client.retries || !isOutage(error)) throw error;
      const told = error instanceof ProblemError ? error.retryAfterMs : undefined;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await pause(told ?? 250 * 2 ** attempt * (1 + Math.random()), asked.signal);
    }
  }
}

/** True for what may be over soon. */
export function isOutage(error: unknown): boolean {
  return error instanceof ProblemError
    ? outage.test(String(error.status))
    : error instanceof NetworkError || error instanceof TimeoutError;
}

async function requestOnce(client: Client, asked: ClientRequest): Promise<Answer> {
  // Called as a method of the client, the platform's fetch would refuse in browsers.
  const { baseUrl, token, fetch: send, timeoutMs } = client;
  const { path, headers, signal } = asked;
  signal?.throwIfAborted();
  const limit = AbortSignal.timeout(timeoutMs);
  const end = signal ? AbortSignal.any([signal, limit]) : limit;
  const bearer = await unlessAborted(typeof token === 'function' ? token() : token, end);
  if (!end.aborted) requireOption('token', bearer, tokenPattern);
  let response: Response;
  let text: string;
  try {
    end.throwIfAborted();
    response = await send(baseUrl + path, {
      ...asked,
      headers: { ...headers, Authorization: `Bearer ${String(bearer)}` },
      redirect: 'error',
      signal: end,
    });
    text = await response.text();
  } catch (cause) {
    signal?.throwIfAborted();
    throw limit.aborted ? new TimeoutError(timeoutMs, cause) : new NetworkError(cause);
  }
  const answer = parseObject(text);
  if (response.ok) return { body: answer, response };
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  throw new ProblemError(
    response.status,
    answer,
    seconds >= 0 ? Math.min(seconds, 30) * 1_000 : undefined,
  );
}

/** What is no object has no named members; the caller misses them then. */
function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: object = JSON.parse(text);
    return { ...value };
  } catch {
    return {};
  }
}
