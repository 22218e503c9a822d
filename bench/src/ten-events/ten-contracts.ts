import { eventMetadata } from '@a4c/contracts';
import { collectContracts } from '@a4c/generators/codegen';

import { zodSchemas } from './zod-schemas.ts';

/** The ten events as the compiler reads them; clients may emit each one. */
export const tenContracts = collectContracts(
  Object.entries(zodSchemas).map(([event, data]) => ({
    type: `shop.${event}`,
    version: 1,
    aggregateType: 'account',
    description: 'Something was done in the shop.',
    data,
    http: {
      function: event.replaceAll('_', '-'),
      aggregateId: 'new',
      permission: 'shop.use',
    },
    examples: [],
  })),
  eventMetadata,
);
