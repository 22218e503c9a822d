import { hashOf } from '../canonical-json.ts';
import type { ContractsIr } from '../contract-ir.ts';
import { latestVersions } from '../latest-versions.ts';
import type { PrintedFiles } from '../printed-files.ts';
import { printCheckEvent } from './check-event-function.ts';
import { printEventCheck, printMetadataCheck } from './check-function.ts';
import { doubleFunctions } from './double-functions.ts';
import { printEmittableOverHttp, printRoutes } from './route-functions.ts';

/** The database's side of the contracts: one script that can be run again at any time. */
export function printContractsSql(contracts: ContractsIr): PrintedFiles {
  const latest = latestVersions(contracts.events);
  const parts = [
    `-- Generated from libs/contracts by "nx sync". Do not edit.\n-- contracts sha256: ${hashOf(contracts)}`,
    schema,
    doubleFunctions,
    ...contracts.events.map((event) => printEventCheck(event)),
    printMetadataCheck(contracts.metadata),
    printCheckEvent(contracts.events),
    printEmittableOverHttp(latest),
    printRoutes(latest),
  ];
  return { 'libs/database/src/generated/contracts.sql': `${parts.join('\n\n')}\n` };
}

const schema = `CREATE SCHEMA IF NOT EXISTS contracts;
COMMENT ON SCHEMA contracts IS 'What the event contracts say, as functions. Generated.';
GRANT USAGE ON SCHEMA contracts TO PUBLIC;`;
