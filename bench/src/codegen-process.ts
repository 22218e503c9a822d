import { eventMetadata } from '@a4c/contracts';
import { collectContracts, printContracts } from '@a4c/generators/codegen';

import { syntheticContracts } from './synthetic-contracts.ts';

/** One cold run of the compiler over so many contracts: its milliseconds and bytes, as JSON. */
const contracts = syntheticContracts(Number(process.argv[2]));
const before = performance.now();
const collected = collectContracts(contracts, eventMetadata);
const afterCollect = performance.now();
const files = printContracts(collected);
const afterPrint = performance.now();
const bytes = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(
  JSON.stringify({ collectMs: afterCollect - before, printMs: afterPrint - afterCollect, bytes }),
);
