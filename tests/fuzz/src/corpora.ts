import { type EventContract, registry } from '@a4c/contracts';
import { everyShape } from '@a4c/generators/codegen';

import { createCorpus } from './subjects.ts';

/** The contracts of the product with the metadata, and contracts of every supported kind. */
export const corpora = [
  createCorpus(
    'every kind',
    everyShape.map((contract) => emittable(contract)),
    { withMetadata: false },
  ),
  createCorpus('registry', registry, { withMetadata: true }),
];

/** For the SDK, which knows only what clients may emit. */
function emittable(contract: EventContract): EventContract {
  const name = `emit-${contract.type.replaceAll(/[._]/g, '-')}`;
  return {
    ...contract,
    http: { function: name, aggregateId: 'new', permission: 'parity.emit' },
  };
}
