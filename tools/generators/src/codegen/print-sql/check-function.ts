import { maxDepth, sqlNameOf } from '@a4c/contracts';

import { innerShapes } from '../contract-ir-checks.ts';
import type { EventIr, ObjectIr, ShapeIr } from '../contract-ir.ts';
import { hashOfContract } from '../lock/print-lock.ts';
import { checkBlock } from './check-block.ts';
import { declarationsFor, printBody } from './check-body.ts';
import { createParts, type PartSource } from './part-functions.ts';
import { type CheckLine, line, type Place } from './place.ts';
import { printQuickCheck } from './quick-check.ts';
import { printFunction } from './sql-function.ts';

/** Names that the functions of all documents agree on. */
export type SharedNames = Pick<PartSource, 'patternFunction' | 'takenNames' | 'shared'>;

/** `contracts.user__created_v1`, the function that checks the data of one version of one event. */
export function checkFunctionName({ type, version }: Pick<EventIr, 'type' | 'version'>): string {
  return `contracts.${sqlNameOf(type)}_v${version}`;
}

/** The function that says the first broken rule of `event_data`, or NULL; its parts come before it. */
export function printEventCheck(event: EventIr, shared: SharedNames): string {
  return printCheck(shared, {
    name: checkFunctionName(event),
    column: 'event_data',
    shape: event.data,
    definitions: event.definitions ?? {},
    comment: `${event.description} The first rule of ${event.type} version ${event.version} that event_data breaks; NULL when it keeps them all.`,
    // Examples break no rule: a set in which only they have changed is in force already.
    contract: shortHash({ ...event, examples: [] }),
  });
}

/** The same for `event_metadata`, which all events share. */
export function printMetadataCheck(shape: ObjectIr, shared: SharedNames): string {
  return printCheck(shared, {
    name: 'contracts.event_metadata_v1',
    column: 'event_metadata',
    shape,
    definitions: {},
    comment:
      'The first rule of the shared metadata that event_metadata breaks; NULL when it keeps them all.',
    contract: shortHash(shape),
  });
}

interface Check {
  readonly name: string;
  readonly column: string;
  readonly shape: ObjectIr;
  readonly definitions: Readonly<Record<string, ShapeIr>>;
  readonly comment: string;
  /** Hash of the contract, so that an operator sees which one is in force. */
  readonly contract: string;
}

function shortHash(contract: EventIr | ObjectIr): string {
  return hashOfContract(contract).slice(0, 12);
}

/** Two functions: one that only tells whether all is well, and one that is asked when it is not. */
function printCheck(shared: SharedNames, check: Check): string {
  const { name, column, shape, definitions, comment, contract } = check;
  const parts = createParts({ ...shared, functionName: name, definitions, contract });
  const declarations: string[] = [];
  const root: Place = {
    json: column,
    text: '',
    path: [column],
    always: true,
    depth: 0,
    names: parts.namesFor(declarations),
  };
  const block = checkBlock(root, shape);
  const missing = line(root, `${column} IS NULL`, 'required');
  const ofDocument = documentLines(root, check);
  const body = printBody({ ...block, lines: [missing, ...ofDocument, ...block.lines] });
  const fullName = parts.newName('first_problem');
  const quick = printQuickCheck(root, shape, {
    conditions: ofDocument.map(({ condition }) => condition),
    otherwise: `${fullName}(${column})`,
  });
  const full = printFunction({
    name: fullName,
    parameters: [`${column} jsonb`],
    returns: 'text',
    declarations: [...declarations, ...declarationsFor(body)],
    body: body.join('\n'),
    comment: `What ${name} says of an event that its quick look does not find valid. Contract ${contract}.`,
  });
  const whole = printFunction({
    name,
    parameters: [`${column} jsonb`],
    returns: 'text',
    declarations: [],
    body: quick,
    comment: `${comment} Contract ${contract}.`,
  });
  return [...parts.printed, full, whole].join('\n\n');
}

/** What a closed shape rules out by itself: names that JavaScript loses, and nesting without end. */
function documentLines(root: Place, { column, shape, definitions }: Check): CheckLine[] {
  const isOpen = [shape, ...Object.values(definitions)].some((inner) => holdsRecord(inner));
  const isRecursive = Object.keys(definitions).length > 0;
  return [
    ...(isRecursive ? [line(root, tooDeep(column), `max_depth ${maxDepth}`)] : []),
    ...(isOpen ? [line(root, hasReservedKey(column), 'reserved_key')] : []),
  ];
}

function holdsRecord(shape: ShapeIr): boolean {
  return shape.kind === 'record' || innerShapes(shape).some((inner) => holdsRecord(inner));
}

function tooDeep(json: string): string {
  return `jsonb_path_exists(${json}, 'strict $.**{${maxDepth}} ? (@.type() == "object" || @.type() == "array")')`;
}

function hasReservedKey(json: string): string {
  return `jsonb_path_exists(${json}, 'strict $.** ? (exists (@."__proto__"))')`;
}
