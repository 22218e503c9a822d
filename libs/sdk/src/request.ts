import { NetworkError, ProblemError, TimeoutError } from './client-errors.ts';
import type { Client } from './create-client.ts';
import { pause } from './pause.ts';

/** What is asked of the server. */
export interface ClientRequest {
  readonly method: string;
  /** Begins with a slash, holds nothing that a caller could shape. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** A JSON object, and the headers that it came with. */
export interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/** What passes; anything else would come again. */
const outage = [429, 502, 503, 504];
/** Syntax of RFC 6750. What is no token would be repeated in an error of the platform. */
const tokenPattern = /^[\w\-.~+/]+=*$/;

/**
 * Sends a request, again after an outage: each time twice as long after, or when the server says.
 *
 * @throws ProblemError, NetworkError, TimeoutError, and the reason of `signal`
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
    ? outage.includes(error.status)
    : error instanceof NetworkError || error instanceof TimeoutError;
}

async function requestOnce(client: Client, asked: ClientRequest): Promise<Answer> {
  const { method, path, headers, body, signal } = asked;
  signal?.throwIfAborted();
  const limit = AbortSignal.timeout(client.timeoutMs);
  const end = signal ? AbortSignal.any([signal, limit]) : limit;
  const token = await Promise.race([
    client.token(),
    new Promise<string>((resolve) => end.addEventListener('abort', () => resolve(''))),
  ]);
  if (!end.aborted && !tokenPattern.test(token)) {
    throw new TypeError('The token is no Bearer token. Give it alone.');
  }
  let response: Response;
  let text: string;
  try {
    end.throwIfAborted();
    response = await client.fetch(client.baseUrl + path, {
      method,
      headers: { ...headers, Authorization: `Bearer ${token}` },
      ...(body !== undefined && { body }),
      redirect: 'error',
      signal: end,
    });
    text = await response.text();
  } catch (cause) {
    signal?.throwIfAborted();
    throw limit.aborted ? new TimeoutError(client.timeoutMs, cause) : new NetworkError(cause);
  }
  const answer = parseObject(text);
  if (response.ok && answer) return { body: answer, headers: response.headers };
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  throw new ProblemError(
    response.status,
    answer ?? {},
    seconds >= 0 ? Math.min(seconds, 30) * 1_000 : undefined,
  );
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // A list has no named members; the caller misses them then.
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
