import type { EventIr, ObjectIr, ShapeIr } from '../contract-ir.ts';
import type { ModuleScope } from './module-scope.ts';
import { fieldStatements, objectCondition, shapeStatements } from './shape-statements.ts';
import { indent, pascalCase } from './typescript-text.ts';
import { createFunctionScope, type FunctionScope, type ValuePlace } from './value-place.ts';

/** `checkUserCreatedV1`, the function that checks the data of one version of an event. */
export function checkName({ type, version }: EventIr): string {
  return `check${pascalCase(type)}V${version}`;
}

/** The function for an event, after those for its shapes that contain themselves. */
export function printEventCheck(module: ModuleScope, event: EventIr): string[] {
  const name = checkName(event);
  const definitionName = (definition: string) => `${name}${pascalCase(definition)}`;
  return [
    ...Object.entries(event.definitions ?? {}).map(([definition, shape]) =>
      printDefinition(createFunctionScope(module, definitionName), definition, shape),
    ),
    printRoot(createFunctionScope(module, definitionName), {
      name,
      comment: `What breaks the contract of ${event.type}, version ${event.version}.`,
      column: 'event_data',
      shape: event.data,
    }),
  ];
}

/** The function that checks the metadata of all events. */
export const metadataCheckName = 'checkEventMetadataV1';

/** That function. */
export function printMetadataCheck(module: ModuleScope, shape: ObjectIr): string {
  return printRoot(
    createFunctionScope(module, (name) => name),
    {
      name: metadataCheckName,
      comment: 'What breaks the contract of `event_metadata`.',
      column: 'event_metadata',
      shape,
    },
  );
}

function printRoot(
  scope: FunctionScope,
  root: {
    readonly name: string;
    readonly comment: string;
    readonly column: string;
    readonly shape: ObjectIr;
  },
): string {
  const place: ValuePlace = { variable: 'data', path: root.column, dynamic: false, scope };
  return [
    `/** ${root.comment} */`,
    `function ${root.name}(rules: BrokenRule[], data: unknown): void {`,
    `  if (!${objectCondition(place, root.shape)}) return;`,
    ...indent(fieldStatements(place, root.shape)),
    '}',
  ].join('\n');
}

function printDefinition(scope: FunctionScope, name: string, shape: ShapeIr): string {
  const place: ValuePlace = { variable: 'data', path: '', dynamic: true, scope };
  return [
    `function ${scope.definitionName(name)}(rules: BrokenRule[], at: string, data: unknown): void {`,
    ...indent(shapeStatements(place, shape)),
    '}',
  ].join('\n');
}
