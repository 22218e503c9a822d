import { expectTypeOf, test } from 'vitest';
import type * as z from 'zod';

import type { eventMetadata } from './event-metadata.ts';
import type { EventDataByType, EventMetadata } from './generated/event-types.ts';
import type { registry } from './registry.ts';

type Contract = (typeof registry)[number];

/** What zod infers for the data of each event type. */
type InferredByType = {
  [Declared in Contract as Declared['type']]: z.infer<Declared['data']>;
};

/** The event types of which the printed interface is not what zod infers. */
type Different = {
  [Type in keyof InferredByType]: Type extends keyof EventDataByType
    ? Equal<InferredByType[Type], EventDataByType[Type]> extends true
      ? never
      : Type
    : Type;
}[keyof InferredByType];

/** True for identical types, also with regard to optional and readonly fields. */
// oxlint-disable typescript/no-unnecessary-type-parameters -- only a conditional type that waits for T compares by identity
type Equal<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;

test('every printed interface is what zod infers', () => {
  expectTypeOf<keyof EventDataByType>().toEqualTypeOf<keyof InferredByType>();
  expectTypeOf<Different>().toBeNever();
  expectTypeOf<EventMetadata>().toEqualTypeOf<z.infer<typeof eventMetadata>>();
});
