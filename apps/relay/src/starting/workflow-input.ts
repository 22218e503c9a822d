import type { ClaimedEvent } from '@a4c/database';
import { encodingKeys, METADATA_ENCODING_KEY } from '@temporalio/common';

/** One payload as Temporal's API takes it. */
export interface JsonPayload {
  readonly metadata: { readonly [METADATA_ENCODING_KEY]: Uint8Array };
  readonly data: Uint8Array;
}

/** As Temporal's default payload converter writes it. */
const metadata = { [METADATA_ENCODING_KEY]: encodingKeys.METADATA_ENCODING_JSON };

/**
 * Bytes of the message around the data: tags, lengths and the encoding of one payload in a list.
 * Thirty bytes and up to three lengths of five.
 */
export const payloadOverheadBytes = 45;

/**
 * The one argument of an event's workflow: `{ event_id, event_type, event_version, aggregate_id, data,
 * metadata }`, encoded as Temporal's default payload converter does. Data and metadata are the text
 * that Postgres prints, put in as it is: reading and writing it again costs more than the rest of a
 * start in the relay together.
 */
export function workflowInput(event: ClaimedEvent): JsonPayload {
  const text =
    `{"event_id":"${event.event_id}","event_type":${JSON.stringify(event.event_type)}` +
    `,"event_version":${event.event_version},"aggregate_id":"${event.aggregate_id}"` +
    `,"data":${event.event_data},"metadata":${event.event_metadata}}`;
  return { metadata, data: Buffer.from(text) };
}
