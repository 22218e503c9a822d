import { defineEvent, type EventContract } from '@a4c/contracts';
import * as z from 'zod';

/** The data of every synthetic event; only `kind` tells them apart. */
export const syntheticData = {
  name: 'Acme Corp',
  email: 'owner@acme.example',
  id: '123e4567-e89b-42d3-a456-426614174000',
  tier: 'premium',
  count: 3,
  ratio: 0.5,
  is_on: true,
  address: { street: 'A 1', floor: 2 },
  tags: ['a', 'b'],
} as const;

/** So many event types that look like those of a product: nine fields, one of them an object. */
export function syntheticContracts(count: number): EventContract[] {
  return Array.from({ length: count }, (_, index) =>
    defineEvent({
      type: syntheticType(index),
      version: 1,
      aggregateType: 'bench',
      description: 'Something has happened.',
      data: z.strictObject({
        name: z.string().min(3).max(100),
        email: z.email(),
        id: z.uuid(),
        tier: z.enum(['free', 'basic', 'premium']),
        count: z
          .int()
          .min(0)
          .max(1000 + index),
        ratio: z.number().min(0).max(1).optional(),
        is_on: z.boolean(),
        address: z.strictObject({ street: z.string().max(100), floor: z.int().nullable() }),
        tags: z.array(z.string().max(20)).max(10),
      }),
      examples: [{ ...syntheticData, tags: [...syntheticData.tags] }],
    }),
  );
}

/** Their types, in the order that a registry has. */
export function syntheticType(index: number): string {
  return `bench.happened_${String(index).padStart(4, '0')}`;
}
