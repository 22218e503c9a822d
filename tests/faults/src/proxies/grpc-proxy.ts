import { once } from 'node:events';
import {
  type ClientHttp2Session,
  connect,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';

/** One unary gRPC call on its way to the server. */
export interface GrpcCall {
  /** Such as `StartWorkflowExecution`. */
  readonly method: string;
  /** The serialized request. */
  readonly request: Uint8Array;
  /** Aborted when the caller gives up. */
  readonly signal: AbortSignal;
}

/** What the caller gets. */
export type GrpcAnswer =
  | { readonly status: 'ok'; readonly body: Buffer }
  /** `details` as in the trailer `grpc-status-details-bin`, base64. */
  | { readonly status: number; readonly message: string; readonly details?: string }
  /** The connection breaks before the answer. */
  | 'lost';

/** Decides what becomes of a call; `forward` asks the real server. */
export type GrpcRule = (call: GrpcCall, forward: () => Promise<GrpcAnswer>) => Promise<GrpcAnswer>;

export interface GrpcProxy extends AsyncDisposable {
  /** `host:port`. */
  readonly address: string;
  /** Calls that were answered or given up so far, by method. */
  readonly counts: ReadonlyMap<string, number>;
  /** What is done to calls from now on. */
  rule: GrpcRule;
}

/** Passes everything on. */
export const passOn: GrpcRule = (_call, forward) => forward();

const unavailable = 14;
/** Length of the frame around a message: a flag and four bytes. */
const frameHead = 5;
/** Megabytes: many large inputs may be on their way at once. */
const maxSessionMemory = 200;

/**
 * A gRPC server for unary calls of any service that hands them on to another one, and does what its
 * rule says: refuse, delay, or lose the answer to a call that the server has done. Without a target
 * the rule answers everything.
 */
export async function startGrpcProxy(target?: string, rule: GrpcRule = passOn): Promise<GrpcProxy> {
  const sessions = new Set<ServerHttp2Session>();
  const counts = new Map<string, number>();
  let currentRule = rule;
  let upstream: ClientHttp2Session | undefined;

  const server = createServer({ settings: { maxConcurrentStreams: 10_000 }, maxSessionMemory });
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session)).on('error', ignore);
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', ignore);
    void answer(stream, headers);
  });

  async function answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
    const frame = await bodyOf(stream).catch(() => undefined);
    if (frame === undefined) return;
    const method = (headers[':path'] ?? '').split('/').at(-1) ?? '';
    counts.set(method, (counts.get(method) ?? 0) + 1);
    const gone = new AbortController();
    stream.on('close', () => gone.abort());
    const call = { method, request: frame.subarray(frameHead), signal: gone.signal };
    respond(stream, await currentRule(call, () => forward(headers, frame)));
  }

  async function forward(headers: IncomingHttpHeaders, frame: Buffer): Promise<GrpcAnswer> {
    if (target === undefined) throw new Error('Nothing stands behind this proxy.');
    if (upstream === undefined || upstream.closed || upstream.destroyed) {
      upstream = connect(`http://${target}`, { maxSessionMemory });
      upstream.on('error', ignore);
    }
    const { 'grpc-accept-encoding': _uncompressed, ...passed } = headers;
    const stream = upstream.request({ ...passed, ':authority': target, ':scheme': 'http' });
    stream.end(frame);
    try {
      return await answerOf(stream);
    } catch (error) {
      return { status: unavailable, message: String(error) };
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    address: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    counts,
    get rule() {
      return currentRule;
    },
    set rule(next) {
      currentRule = next;
    },
    async [Symbol.asyncDispose]() {
      upstream?.destroy();
      for (const session of sessions) session.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answerOf(stream: ReturnType<ClientHttp2Session['request']>): Promise<GrpcAnswer> {
  let trailers: IncomingHttpHeaders = {};
  stream.on('response', (headers) => (trailers = { ...trailers, ...headers }));
  stream.on('trailers', (headers) => (trailers = { ...trailers, ...headers }));
  const body = await bodyOf(stream);
  const status = Number(trailers['grpc-status'] ?? 2);
  if (status === 0) return { status: 'ok', body: body.subarray(frameHead) };
  const details = trailers['grpc-status-details-bin'];
  return {
    status,
    message: decodeURIComponent(String(trailers['grpc-message'] ?? '')),
    ...(details !== undefined && { details: String(details) }),
  };
}

function respond(stream: ServerHttp2Stream, answer: GrpcAnswer): void {
  if (stream.destroyed || stream.closed) return;
  if (answer === 'lost') {
    stream.session?.destroy();
    return;
  }
  const head = { ':status': 200, 'content-type': 'application/grpc+proto' };
  if (answer.status !== 'ok') {
    const { status, message, details } = answer;
    const trailers = { 'grpc-status': String(status), 'grpc-message': encodeURIComponent(message) };
    stream.respond(
      {
        ...head,
        ...trailers,
        ...(details !== undefined && { 'grpc-status-details-bin': details }),
      },
      { endStream: true },
    );
    return;
  }
  const frame = Buffer.alloc(frameHead + answer.body.length);
  frame.writeUInt32BE(answer.body.length, 1);
  answer.body.copy(frame, frameHead);
  stream.respond(head, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(frame);
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function ignore(): void {}
