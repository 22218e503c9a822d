import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ServedRecord {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly content: string;
  readonly comment: string | null;
}

type Refusal = { readonly status: number; readonly code?: number; readonly retryAfter?: string };

/**
 * A server that speaks the part of Cloudflare's API v4 that we use: records of one zone, listed by
 * exact name, created, deleted. Refuses a second CNAME of a name, as Cloudflare does.
 */
export async function startCloudflareServer(options: { apiToken: string; zoneId: string }) {
  const records: ServedRecord[] = [];
  const refusals: (Refusal | undefined)[] = [];
  const calls: string[] = [];
  const zonePath = `/client/v4/zones/${options.zoneId}/dns_records`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    calls.push(`${request.method} ${url.pathname.replace(zonePath, '') || '/'}`);
    const refusal = refusals.shift();
    if (refusal !== undefined) return refuse(response, refusal);
    if (request.headers.authorization !== `Bearer ${options.apiToken}`) {
      return refuse(response, { status: 403, code: 10_000 });
    }
    if (!url.pathname.startsWith(zonePath)) return refuse(response, { status: 404, code: 7003 });
    if (request.method === 'GET') {
      const name = url.searchParams.get('name.exact');
      return accept(
        response,
        records.filter((record) => record.name === name),
      );
    }
    if (request.method === 'POST') {
      const body: Omit<ServedRecord, 'id'> = JSON.parse(await textOf(request));
      if (records.some(({ name }) => name === body.name)) {
        return refuse(response, { status: 400, code: 81_053 });
      }
      const record = { ...body, id: String(calls.length) };
      records.push(record);
      return accept(response, record);
    }
    const index = records.findIndex(({ id }) => url.pathname === `${zonePath}/${id}`);
    if (index < 0) return refuse(response, { status: 404, code: 81_044 });
    records.splice(index, 1);
    return accept(response, {});
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has this
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/client/v4`,
    records,
    /** Method and path below the zone's records of every call. */
    calls,
    /** Answers to the next calls, before the server looks at them; undefined lets it look. */
    refusals,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type CloudflareServer = Awaited<ReturnType<typeof startCloudflareServer>>;

function accept(response: ServerResponse, result: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ success: true, errors: [], result }));
}

function refuse(response: ServerResponse, { status, code, retryAfter }: Refusal): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
  });
  const errors = code === undefined ? [] : [{ code, message: 'Said by the server.' }];
  response.end(JSON.stringify({ success: false, errors, result: null }));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
