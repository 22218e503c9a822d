import { registry } from '@a4c/contracts';
import { everyShape } from '@a4c/generators/codegen';

import { createCorpus } from './subjects.ts';

/** The contracts of the product with the metadata, and a contract of every supported kind. */
export const corpora = [
  createCorpus('every kind', everyShape, { withMetadata: false }),
  createCorpus('registry', registry, { withMetadata: true }),
];
