import {
  contractOf,
  type EventData,
  type EventIssue,
  type EventMetadataInput,
  type EventType,
  InvalidEventError,
  reservedMetadataKeys,
  type StoredEvent,
} from '@a4c/contracts';
import { validateEventData, validateEventMetadata } from '@a4c/contracts/validators';

import { contractErrorOf } from './contract-error-of.ts';
import { insertEvent, type Queryable } from './insert-event.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An event to emit. */
export interface NewEvent<Type extends EventType> {
  readonly eventType: Type;
  /** What the event is about; a UUID that the emitter draws before, so that it can answer with it. */
  readonly aggregateId: string;
  readonly eventData: EventData<Type>;
  /** `timestamp` is filled in. Keys that belong to the relay and to activities are refused. */
  readonly metadata?: EventMetadataInput;
  /** Idempotency: a second event with this id is not stored, the first is returned. */
  readonly eventId?: string;
}

/** Who emits, when code outside knows: a workflow's activity. */
export interface EmitterContext {
  readonly metadata: Readonly<Record<string, string>>;
  /** Event id for the next event of this type; the same whenever the activity is retried. */
  readonly nextEventId: (eventType: string) => string;
}

export interface EmitEventOptions {
  /** Used when a call brings no client of its own. */
  readonly pool: Queryable;
  /** Asked at every call; undefined outside of an activity. */
  readonly context?: () => EmitterContext | undefined;
}

/** Emits one event; with a client it takes part in that client's transaction. */
export type EmitEvent = <Type extends EventType>(
  event: NewEvent<Type>,
  transaction?: { readonly client: Queryable },
) => Promise<StoredEvent<Type, EventData<Type>>>;

/**
 * Makes `emitEvent`, the only writer of events in TypeScript.
 *
 * A call validates data and metadata before anything is sent, inserts one row, and returns the
 * stored event; when an event with this id exists, that one. It never starts a workflow itself: the
 * committed row does. Without a client the row is committed when the promise resolves; with one,
 * when the caller commits.
 *
 * @throws UnknownEventTypeError, InvalidEventError (the database refusing a contract gives the same
 * errors as the validator), EventIdTakenError, or what `pg` throws when the database cannot be used.
 */
export function createEmitEvent({ pool, context }: EmitEventOptions): EmitEvent {
  return async <Type extends EventType>(
    { eventType, aggregateId, eventData, metadata = {}, eventId }: NewEvent<Type>,
    transaction?: { readonly client: Queryable },
  ) => {
    const contract = contractOf(eventType);
    const reserved = [...idIssues(aggregateId, eventId), ...reservedKeyIssues(metadata)];
    if (reserved.length > 0) throw new InvalidEventError(eventType, reserved);
    const emitter = context?.();
    const eventMetadata = {
      timestamp: new Date().toISOString(),
      ...definedOnly(metadata),
      ...emitter?.metadata,
    };
    const issues = [
      ...validateEventData(eventType, contract.version, eventData),
      ...validateEventMetadata(eventMetadata),
    ];
    if (issues.length > 0) throw new InvalidEventError(eventType, issues);
    const row = {
      id: eventId ?? emitter?.nextEventId(eventType) ?? crypto.randomUUID(),
      event_type: eventType,
      event_version: contract.version,
      aggregate_type: contract.aggregateType,
      aggregate_id: aggregateId,
      event_data: eventData,
      event_metadata: eventMetadata,
    };
    try {
      return await insertEvent<Type, EventData<Type>>(transaction?.client ?? pool, row);
    } catch (error) {
      throw contractErrorOf(error, eventType, contract.version) ?? error;
    }
  };
}

/** Asked of PostgreSQL instead, a bad id would abort the caller's transaction. */
function idIssues(aggregateId: string, eventId: string | undefined): EventIssue[] {
  const ids = { aggregate_id: aggregateId, ...(eventId !== undefined && { id: eventId }) };
  return Object.entries(ids)
    .filter(([, id]) => !uuid.test(id))
    .map(([path]) => ({ path, rule: 'format uuid' }));
}

function reservedKeyIssues(metadata: EventMetadataInput): EventIssue[] {
  return reservedMetadataKeys
    .filter((key) => metadata[key] !== undefined)
    .map((key) => ({ path: `event_metadata.${key}`, rule: 'reserved_key' }));
}

/** JSON leaves undefined out; the contract's check must see what will be stored. */
function definedOnly(metadata: EventMetadataInput): Record<string, unknown> {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined));
}
