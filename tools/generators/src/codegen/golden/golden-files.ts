import { eventMetadata } from '@a4c/contracts';

import { collectContracts } from '../collect/collect-contracts.ts';
import { printContracts } from '../print-all.ts';
import { goldenContracts } from './golden-contracts.ts';

/** What is printed from the golden contracts today. */
export const goldenFiles = printContracts(collectContracts(goldenContracts, eventMetadata));
