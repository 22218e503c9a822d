import { eventMetadata, type EventMetadataInput } from '@a4c/contracts';

import { clientAddressOf } from './client-address.ts';
import { ProblemError } from './problem.ts';

const maxUserAgentLength = 512;

/** Version 00 of https://www.w3.org/TR/trace-context/; ids of zeros only are invalid. */
const traceparent = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** What the edge knows of a request beside its headers. */
export interface RequestFacts {
  /** Undefined when no user sends it. */
  readonly userId: string | undefined;
  readonly correlationId: string;
  /** Of the connection; that of a proxy, when there is one. */
  readonly remoteAddress: string | undefined;
  /** Proxies of one's own in front of the edge. */
  readonly trustedProxyHops: number;
  /** Becomes the tag: `production`, `development`. */
  readonly environment: string;
}

/**
 * The `event_metadata` of an event that came by this request. Nothing of it is taken from the body.
 * Header values hold no U+0000 and no character above U+00FF, so every one can be stored.
 */
export function requestMetadata(headers: Headers, facts: RequestFacts): EventMetadataInput {
  const clientIp = clientAddressOf(headers, facts.remoteAddress, facts.trustedProxyHops);
  const userAgent = headers.get('User-Agent')?.slice(0, maxUserAgentLength);
  const requestId = idHeader(headers, 'X-Request-ID');
  const trace = headers.get('traceparent');
  return {
    source: 'api',
    tags: [facts.environment],
    ...(facts.userId !== undefined && { user_id: facts.userId }),
    correlation_id: facts.correlationId,
    ...(clientIp !== undefined && { client_ip: clientIp }),
    ...(userAgent !== undefined && { user_agent: userAgent }),
    ...(requestId !== undefined && { request_id: requestId }),
    ...(trace !== null && traceparent.test(trace) && { traceparent: trace }),
  };
}

/**
 * An id that a client chose, without white space around it. Undefined when there is none.
 *
 * @throws ProblemError when it is longer than a correlation id may be.
 */
export function idHeader(
  headers: Headers,
  name: 'X-Correlation-ID' | 'X-Request-ID',
): string | undefined {
  const id = headers.get(name)?.trim();
  if (id === undefined || id === '') return undefined;
  if (!eventMetadata.shape.correlation_id.safeParse(id).success) {
    throw new ProblemError('invalid_header', {
      detail: `${name} has ${id.length} characters, at most 255 are allowed. Send a shorter one.`,
      members: { header: name },
    });
  }
  return id;
}
