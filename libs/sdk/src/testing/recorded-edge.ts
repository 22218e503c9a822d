import { type Client, type ClientOptions, createClient } from '../create-client.ts';

/** A request as an edge would see it. */
export interface SeenRequest {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What comes instead of an answer when there is none. */
export type Outcome = Response | Error | 'never';

/** A client whose requests are answered one after the other, and remembered. */
export function createRecordedEdge(
  outcomes: readonly Outcome[],
  options: Partial<ClientOptions> = {},
): { readonly client: Client; readonly seen: SeenRequest[] } {
  const left = [...outcomes];
  const seen: SeenRequest[] = [];
  const client = createClient({
    baseUrl: 'https://edge.test/functions/v1/',
    token: 'token',
    fetch: async (url, init) => {
      const { method, headers, body, signal } = init;
      seen.push({ url, method, headers: new Headers(headers), body });
      const outcome = left.shift();
      if (outcome instanceof Response) return outcome;
      if (outcome !== 'never') throw outcome ?? new TypeError('The list of answers is too short.');
      const { promise, reject } = Promise.withResolvers<never>();
      signal?.addEventListener('abort', () => reject(new TypeError('aborted')));
      return promise;
    },
    ...options,
  });
  return { client, seen };
}

/** A JSON answer; a problem unless the status is one of success. */
export function answer(
  status: number,
  body: object,
  headers: Record<string, string> = {},
): Response {
  return Response.json(body, { status, headers });
}
