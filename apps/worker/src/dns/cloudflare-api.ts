import { DnsRefusedError, DnsUnavailableError } from './dns-errors.ts';

/** One call must end well within the time that an activity attempt has. */
const callTimeoutMs = 10_000;

/** Answers to a create that lost a race: the next attempt's look-up tells whose record won. */
const existsAlready = new Set([81_053, 81_057, 81_058]);

/** A DNS record as far as we look at it. */
export interface DnsRecord {
  readonly id: string;
  readonly type: string;
  readonly comment: string | null;
}

export interface CloudflareApiOptions {
  readonly apiToken: string;
  readonly zoneId: string;
  /** Without a slash at the end; another one in tests. */
  readonly apiUrl?: string;
}

interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** What it is for: "The DNS provider refused to …". */
  readonly action: string;
}

interface Envelope<Result> {
  readonly success: boolean;
  readonly errors: readonly { readonly code: number }[];
  readonly result: Result;
}

/**
 * Calls Cloudflare's API v4 on one zone. Undefined: what was to be deleted is gone already.
 *
 * @throws DnsUnavailableError for outages, rate limits and lost races, DnsRefusedError for the rest.
 * Neither holds the token, nor any text of the answer.
 */
export function createCloudflareApi({
  apiToken,
  zoneId,
  apiUrl = 'https://api.cloudflare.com/client/v4',
}: CloudflareApiOptions) {
  return async <Result>({ method, path, body, action }: Call): Promise<Result | undefined> => {
    const response = await send(`${apiUrl}/zones/${zoneId}${path}`, action, {
      method,
      headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.status === 404 && method === 'DELETE') return undefined;
    const codes = response.envelope?.errors.map(({ code }) => code) ?? [];
    const answer = [`status ${response.status}`, ...codes.map((code) => `code ${code}`)].join(', ');
    if (response.status === 429 || response.status >= 500 || response.envelope === undefined) {
      throw new DnsUnavailableError(action, answer, response.retryAfterMs);
    }
    if (codes.some((code) => existsAlready.has(code)))
      throw new DnsUnavailableError(action, answer);
    if (!response.envelope.success) throw new DnsRefusedError(action, answer);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the API documents this shape for the call
    return response.envelope.result as Result;
  };
}

async function send(url: string, action: string, request: RequestInit) {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(callTimeoutMs) });
    const text = await response.text();
    return {
      status: response.status,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
      envelope: parseEnvelope(text),
    };
  } catch (error) {
    // Without the cause: what fetch says may hold the request.
    throw new DnsUnavailableError(action, error instanceof Error ? error.name : 'no answer');
  }
}

function parseEnvelope(text: string): Envelope<unknown> | undefined {
  try {
    const body: Partial<Envelope<unknown>> = JSON.parse(text);
    return { success: body.success === true, errors: body.errors ?? [], result: body.result };
  } catch {
    return undefined;
  }
}

function retryAfterMs(header: string | null): number | undefined {
  return header !== null && /^\d{1,4}$/.test(header) ? Number(header) * 1_000 : undefined;
}
