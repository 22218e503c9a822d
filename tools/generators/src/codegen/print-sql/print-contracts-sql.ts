import { createHash } from 'node:crypto';

import type { ContractsIr } from '../contract-ir.ts';
import { latestVersions } from '../latest-versions.ts';
import { generatedNotice, type PrintedFiles } from '../printed-files.ts';
import { printCheckEvent } from './check-event-function.ts';
import {
  checkFunctionName,
  printEventCheck,
  printMetadataCheck,
  type SharedNames,
} from './check-function.ts';
import { customFieldsFunctions } from './custom-fields-functions.ts';
import { doubleFunction, isMultipleFunction } from './double-function.ts';
import { createParts } from './part-functions.ts';
import { printPatternFunctions } from './pattern-functions.ts';
import { printEmittableOverHttp, printRoutes } from './route-functions.ts';

/**
 * The database's side of the contracts: one script that can be run again at any time. The hash in
 * its second line is the one of the statements, so that a set is put in force again when the printer
 * has changed, and is not when only examples have.
 */
export function printContractsSql(contracts: ContractsIr): PrintedFiles {
  const latest = latestVersions(contracts.events);
  const formats = printPatternFunctions(contracts);
  const names: SharedNames = {
    patternFunction: formats.nameOf,
    takenNames: new Set(contracts.events.map((event) => checkFunctionName(event))),
  };
  const shared = createParts({ ...names, functionName: 'contracts.shared', definitions: {} });
  const checks = [
    ...contracts.events.map((event) => printEventCheck(event, { ...names, shared })),
    printMetadataCheck(contracts.metadata, { ...names, shared }),
  ];
  const statements = [
    schema,
    doubleFunction,
    isMultipleFunction,
    customFieldsFunctions,
    ...formats.printed,
    ...shared.printed,
    ...checks,
    printCheckEvent(contracts.events),
    printEmittableOverHttp(latest),
    printRoutes(latest),
  ].join('\n\n');
  const hash = createHash('sha256').update(statements).digest('hex');
  const header = `-- ${generatedNotice}\n-- contracts sha256: ${hash}`;
  return { 'libs/database/src/generated/contracts.sql': `${header}\n\n${statements}\n` };
}

const schema = `CREATE SCHEMA IF NOT EXISTS contracts;
COMMENT ON SCHEMA contracts IS 'What the event contracts say, as functions. Generated.';
GRANT USAGE ON SCHEMA contracts TO PUBLIC;`;
