import { maxDepth } from '@a4c/contracts';

import type { EventIr, ObjectIr } from '../contract-ir.ts';
import type { Definitions, JsonSchema } from './json-schema.ts';
import { type SchemaPlace, shapeSchema } from './shape-schema.ts';

/**
 * The schema of `event_data` for one version of an event.
 *
 * @param shape less than all of the data, for what a client sends.
 * @param prefix of names among the definitions, where events share them.
 */
export function eventDataSchema(
  event: EventIr,
  definitions: Definitions,
  { shape = event.data, prefix = '' }: { readonly shape?: ObjectIr; readonly prefix?: string } = {},
): JsonSchema {
  const { description, owner, stability, deprecated } = event;
  return {
    description,
    ...(owner !== undefined && { 'x-a4c-owner': owner }),
    ...(stability === 'experimental' && { 'x-a4c-stability': stability }),
    ...(deprecated !== undefined && { deprecated: true, 'x-a4c-deprecated': deprecated }),
    // Only a shape that holds itself gets so deep.
    ...(event.definitions && { 'x-a4c-max-depth': maxDepth }),
    ...shapeSchema(placeOf(event, definitions, prefix), shape),
  };
}

/** The schema of `event_metadata`. */
export function eventMetadataSchema(metadata: ObjectIr, definitions: Definitions): JsonSchema {
  return {
    description: `Metadata of every event. Keys that are not listed are custom fields, nested at most ${maxDepth} levels deep.`,
    'x-a4c-max-depth': maxDepth,
    ...shapeSchema({ definitions, shapeNamed: unknownShape }, metadata),
  };
}

function placeOf(event: EventIr, definitions: Definitions, prefix: string): SchemaPlace {
  return {
    definitions,
    shapeNamed: (name) => {
      const shape = event.definitions?.[name];
      return shape === undefined ? unknownShape(name) : { name: `${prefix}${name}`, shape };
    },
  };
}

function unknownShape(name: string): never {
  throw new RangeError(`The IR has no definition "${name}". Let collect put it there.`);
}
