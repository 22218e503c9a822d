import { requireCount, requireOption } from './require-option.ts';

/** How to reach the edge. */
export interface ClientOptions {
  /** Where the functions are: `https://events.example.com`, also with a path. */
  readonly baseUrl: string;
  /** A Bearer token, or what gets one; it is asked before every request. */
  readonly token: string | (() => string | Promise<string>);
  /** Default: the platform's. */
  readonly fetch?: Fetch;
  /** How long one request may take, its token included. Default 30,000. */
  readonly timeoutMs?: number;
  /** How often a request is repeated after an outage, with the same key. Default 2. */
  readonly retries?: number;
}

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What every function of this package takes first. Made by `createClient`. */
export interface Client extends Required<ClientOptions> {
  /** Without a slash at its end. */
  readonly baseUrl: string;
}

/** No query, no user, no space: what comes after it is a path. */
const baseUrlPattern = /^https?:[^?#@ ]+$/i;

/**
 * Prepares requests to one edge. Sends nothing yet.
 *
 * @throws ValidationError with the code `invalid_option` and the name of an option that cannot be used.
 */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, token, fetch: send = fetch, timeoutMs = 30_000, retries = 2 } = options;
  requireOption('baseUrl', URL.canParse(baseUrl) && baseUrl, baseUrlPattern);
  requireOption('fetch', typeof send, /^function$/);
  requireCount('timeoutMs', timeoutMs);
  requireCount('retries', retries);
  return { baseUrl: baseUrl.replace(/\/+$/, ''), token, fetch: send, timeoutMs, retries };
}
