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
export interface Client {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly token: () => Promise<string>;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly retries: number;
}

/**
 * Prepares requests to one edge. Sends nothing yet.
 *
 * @throws TypeError when the base URL is none of `http:` or `https:`.
 */
export function createClient(options: ClientOptions): Client {
  const { token, timeoutMs = 30_000, retries = 2 } = options;
  return {
    baseUrl: baseUrlOf(options.baseUrl),
    token: async () => (typeof token === 'string' ? token : token()),
    // Called as a method of the client, the platform's fetch would refuse in browsers.
    fetch: options.fetch ?? (async (url, init) => fetch(url, init)),
    timeoutMs,
    retries,
  };
}

function baseUrlOf(text: string): string {
  const { protocol, origin, pathname } = new URL(text);
  if (!/^https?:$/.test(protocol)) {
    throw new TypeError(`${protocol} is no base URL. Write https:// or http://.`);
  }
  return origin + pathname.replace(/\/+$/, '');
}
