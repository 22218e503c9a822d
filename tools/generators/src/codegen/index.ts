export { collectContracts } from './collect/collect-contracts.ts';
export type {
  ContractsIr,
  EventIr,
  NumberIr,
  ObjectIr,
  RecordIr,
  ShapeIr,
  StringIr,
} from './contract-ir.ts';
export { everyShape } from './parity/every-shape.ts';
export { createRandom, type Random } from './parity/random.ts';
export { printContracts } from './print-all.ts';
export { toDraft07 } from './print-asyncapi/draft-07.ts';
export type { JsonSchema } from './print-json-schema/json-schema.ts';
export { dataSchema, metadataSchema } from './print-json-schema/print-json-schema.ts';
export { printSdk } from './print-sdk/print-sdk.ts';
export { printContractsSql } from './print-sql/print-contracts-sql.ts';
export { printValidators } from './print-validators/print-validators.ts';
