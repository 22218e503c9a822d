import { defineEvent } from '@a4c/contracts';
import * as z from 'zod';

/** @throws InvalidContractError when no event can have that type. */
export function checkName(type: string): void {
  defineEvent({
    type,
    version: 1,
    aggregateType: 'any',
    description: 'Any.',
    data: z.strictObject({}),
    examples: [{}],
  });
}
