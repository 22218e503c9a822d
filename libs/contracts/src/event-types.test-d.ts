import { expectTypeOf, test } from 'vitest';

import type { EventMetadataInput } from './event-metadata.ts';
import type { EventData, EventType, WorkflowInput } from './event-types.ts';
import type { EventMetadata } from './generated/event-types.ts';
import { parseEvent } from './parse-event.ts';

test('an event type is one of the registry, by its literal name', () => {
  expectTypeOf<'organization.created'>().toExtend<EventType>();
  expectTypeOf<string>().not.toExtend<EventType>();
  expectTypeOf<'organization.renamed'>().not.toExtend<EventType>();
});

test('the data of an event type is what its contract says', () => {
  expectTypeOf<EventData<'organization.created'>>().toEqualTypeOf<{
    name: string;
    slug: string;
    tier: 'free' | 'basic' | 'premium' | 'enterprise';
    owner_id: string;
    subdomain?: string | undefined;
  }>();
  expectTypeOf<EventData<'user.created'>>().toEqualTypeOf<{ email: string }>();
  // @ts-expect-error -- no contract declares it
  expectTypeOf<EventData<'organization.renamed'>>().toBeNever();
});

test('the argument of a workflow carries the data of its event', () => {
  type Input = WorkflowInput<'organization.bootstrap_initiated'>;
  expectTypeOf<keyof Input>().toEqualTypeOf<
    'event_id' | 'event_type' | 'event_version' | 'aggregate_id' | 'data' | 'metadata'
  >();
  expectTypeOf<Input['event_type']>().toEqualTypeOf<'organization.bootstrap_initiated'>();
  expectTypeOf<Input['data']>().toEqualTypeOf<EventData<'organization.bootstrap_initiated'>>();
  expectTypeOf<Input['metadata']>().toEqualTypeOf<EventMetadata>();
  expectTypeOf<Input['data']['subdomain_enabled']>().toBeBoolean();
});

test('an emitter may leave the timestamp out, add fields, and say nothing that is reserved', () => {
  expectTypeOf<{ timestamp?: string }>().toExtend<EventMetadataInput>();
  expectTypeOf<{ tags: string[]; user_agent: string }>().toExtend<EventMetadataInput>();
  expectTypeOf<{ tags: string }>().not.toExtend<EventMetadataInput>();
  expectTypeOf<{ workflow_id: string }>().not.toExtend<EventMetadataInput>();
  expectTypeOf<{ activity_id: string }>().not.toExtend<EventMetadataInput>();
  expectTypeOf<{ retry_count: number }>().not.toExtend<EventMetadataInput>();
});

test('stored metadata has a timestamp and typed fields', () => {
  expectTypeOf<EventMetadata['timestamp']>().toBeString();
  expectTypeOf<EventMetadata['tags']>().toEqualTypeOf<string[] | undefined>();
  expectTypeOf<EventMetadata['retry_count']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<EventMetadata['anything_else']>().toBeUnknown();
});

test('parseEvent gives the data of the type that it was asked for', () => {
  expectTypeOf(parseEvent<'user.created'>).returns.toEqualTypeOf<{
    readonly data: { email: string };
    readonly metadata: EventMetadata;
  }>();
});
