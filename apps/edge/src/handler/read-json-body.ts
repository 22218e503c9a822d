import { fieldError, fieldProblem } from './event-issues.ts';
import { InvalidJsonError, parseJson } from './parse-json.ts';
import { ProblemError } from './problem.ts';

/**
 * The JSON object in a request's body. Reads at most `maxBytes`, whatever Content-Length says.
 *
 * @throws ProblemError
 */
export async function readJsonBody(
  request: Request,
  maxBytes: number,
): Promise<Record<string, unknown>> {
  requireJsonType(request.headers);
  const bytes = await readBytes(request, maxBytes);
  const value = parse(decode(bytes));
  if (!isObject(value)) throw fieldProblem('invalid_event', [fieldError([], 'type object')]);
  return value;
}

function requireJsonType(headers: Headers): void {
  const [type = '', ...parameters] = (headers.get('Content-Type') ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const encoding = headers.get('Content-Encoding') ?? 'identity';
  if (
    type !== 'application/json' ||
    (charset !== undefined && !/^charset="?utf-8"?$/.test(charset)) ||
    encoding.toLowerCase() !== 'identity'
  ) {
    throw new ProblemError('unsupported_media_type', {
      detail: 'Send the body as "Content-Type: application/json", in UTF-8 and not compressed.',
      headers: { Accept: 'application/json' },
    });
  }
}

async function readBytes({ headers, body }: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(headers.get('Content-Length')) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyChunks(body)) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, so that nothing more is received.
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return concatenate(chunks, size);
}

/** A stream fails when the client goes away in the middle of the body. */
async function* bodyChunks(body: Request['body']): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- chunks come one after the other
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new ProblemError(
          'incomplete_body',
          { detail: 'The connection ended within the body. Send the request again.' },
          { cause },
        );
      });
      if (done) return;
      yield value;
    }
  } finally {
    // Already failed or read to its end: there is nothing to cancel then.
    await reader.cancel().catch(() => undefined);
  }
}

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ProblemError(
      'invalid_utf8',
      { detail: 'The body holds bytes that are no UTF-8. Encode it in UTF-8.' },
      { cause },
    );
  }
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof InvalidJsonError)) throw error;
    const { position, path, rule } = error;
    throw fieldProblem('invalid_json', [fieldError(path, rule)], { position });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tooLarge(maxBytes: number): ProblemError {
  return new ProblemError('body_too_large', {
    detail: `The body has more than ${maxBytes} bytes. Send less.`,
    members: { max_bytes: maxBytes },
  });
}
