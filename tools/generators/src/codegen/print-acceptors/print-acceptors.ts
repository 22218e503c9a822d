import type { ContractsIr, EventIr, FieldIr } from '../contract-ir.ts';
import { checkName, metadataCheckName } from '../print-validators/check-function.ts';
import { printTable } from '../print-validators/function-table.ts';
import type { PatternNames } from '../print-validators/module-scope.ts';
import { indent, pascalCase } from '../print-validators/typescript-text.ts';
import { generatedNotice } from '../printed-files.ts';
import { acceptStatements, unstorableStatement } from './accept-statements.ts';
import {
  type AcceptorModule,
  createAcceptorModule,
  createAcceptorPlace,
} from './acceptor-scope.ts';

/**
 * A module of functions that see at once, without a list of what is wrong, that data keeps its
 * contract and can be stored. False for some that are no plain JSON, too: the validators say.
 */
export function printAcceptors({ events, metadata }: ContractsIr, patterns: PatternNames): string {
  const module = createAcceptorModule(patterns);
  const metadataName = acceptorName(metadataCheckName);
  const functions = [
    ...events.flatMap((event) => printEventAcceptor(module, event)),
    printAcceptor(module, { name: metadataName, shape: metadata, isUnbounded: true }),
  ];
  const table = [
    'type Acceptor = (data: unknown) => boolean;',
    '',
    '/** For each event type, by version: true when its data keeps the contract and can be stored. */',
    ...printTable('dataAcceptors', 'Acceptor', events, eventAcceptorName),
    '',
    `export { ${metadataName} };`,
  ];
  const parts = [module.printImports().join('\n'), ...functions, table.join('\n')];
  return `// ${generatedNotice}\n\n${parts.join('\n\n')}\n`;
}

function acceptorName(name: string): string {
  return name.replace('check', 'accepts');
}

function eventAcceptorName(event: EventIr): string {
  return acceptorName(checkName(event));
}

function printEventAcceptor(module: AcceptorModule, event: EventIr): string[] {
  const name = eventAcceptorName(event);
  const definitions = Object.entries(event.definitions ?? {});
  const definitionName = (part: string) => name + pascalCase(part);
  return [
    ...definitions.map(([part, shape]) =>
      printAcceptor(module, { name: definitionName(part), shape, definitionName }),
    ),
    printAcceptor(module, {
      name,
      shape: event.data,
      definitionName,
      isUnbounded: definitions.length > 0,
    }),
  ];
}

interface Acceptor {
  readonly name: string;
  readonly shape: FieldIr;
  readonly definitionName?: (part: string) => string;
  /** The shape does not say what all parts of a value are, or how deep it nests. */
  readonly isUnbounded?: boolean;
}

function printAcceptor(
  module: AcceptorModule,
  { name, shape, definitionName = (part) => part, isUnbounded = false }: Acceptor,
): string {
  const place = createAcceptorPlace(module, definitionName);
  return [
    `function ${name}(data: unknown): boolean {`,
    ...indent([
      ...(isUnbounded ? [unstorableStatement(place)] : []),
      ...acceptStatements(place, shape),
      'return true;',
    ]),
    '}',
  ].join('\n');
}
