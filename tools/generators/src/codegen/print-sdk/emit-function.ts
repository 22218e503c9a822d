import type { ConstantIr, EventIr, FieldIr, JsonValue, ObjectIr } from '../contract-ir.ts';
import { commentText, objectType, shapeType } from '../print-types/shape-type.ts';
import { checkName, printEventCheck } from '../print-validators/check-function.ts';
import { createModuleScope, type PatternNames } from '../print-validators/module-scope.ts';
import { camelCase, indent, pascalCase, quote } from '../print-validators/typescript-text.ts';
import { generatedNotice } from '../printed-files.ts';

/** `CreateOrganizationBody`, the type of what the function sends. */
export function bodyName({ http }: EventIr): string {
  return `${pascalCase(http?.function ?? '')}Body`;
}

/** The module of one event: its body's type, its validator, and the function that emits it. */
export function printEmitFunction(event: EventIr, patterns: PatternNames): string {
  const scope = createModuleScope(patterns);
  const checks = printEventCheck(scope, event);
  const parameter = pathParameter(event);
  const parts = [
    `// ${generatedNotice}`,
    [
      `import type { Client } from '../create-client.ts';`,
      `import { type EmitOptions, type EmittedEvent, emitEvent } from '../emit-event.ts';`,
      ...(parameter === undefined ? [] : [`import { requireUuid } from '../uuid.ts';`]),
      ...scope.printImports('./validator-runtime'),
    ].join('\n'),
    ...definitionTypes(event),
    printBody(event),
    printFunction(event, parameter),
    ...checks,
  ];
  return `${parts.join('\n\n')}\n`;
}

function printBody(event: EventIr): string {
  const defaults = event.http?.defaults ?? {};
  const fields: [string, FieldIr][] = Object.entries(event.data.fields).map(([name, field]) => {
    const value = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    return [name, value === undefined ? field : withDefault(field, value)];
  });
  const body: ObjectIr = { ...event.data, fields: Object.fromEntries(fields) };
  const type = objectType(body, (name) => definitionName(event, name));
  return `/** Data of \`${event.type}\`, less what the server fills in. */\nexport interface ${bodyName(event)} ${type}`;
}

function withDefault(field: FieldIr, value: JsonValue): FieldIr {
  const text = `Default: ${JSON.stringify(value)}.`;
  const description = field.description === undefined ? text : `${field.description} ${text}`;
  return { ...field, optional: true, description };
}

function printFunction(event: EventIr, parameter: string | undefined): string {
  const { http, aggregateType, description, starts, deprecated, type } = event;
  const name = http?.function ?? '';
  const variable = camelCase(parameter ?? '');
  const path =
    parameter === undefined
      ? quote(`/${name}`)
      : `\`/${name}/\${requireUuid(${quote(parameter)}, ${variable})}\``;
  const defaults = Object.entries(http?.defaults ?? {}).map(
    ([key, value]) => `${key}: ${isConstant(value) ? quote(value) : JSON.stringify(value)}`,
  );
  const notes = [
    commentText(description),
    `Emits \`${type}\`${starts ? `, which starts \`${starts.workflow}\`` : ''}.`,
    `Needs the permission \`${http?.permission ?? ''}\`.`,
    ...(deprecated === undefined ? [] : [`@deprecated ${commentText(deprecated)}`]),
  ];
  const signature = [
    'client: Client,',
    ...(parameter === undefined ? [] : [`${variable}: string,`]),
    `body: ${bodyName(event)}${isOptional(event) ? ' = {}' : ''},`,
    'options: EmitOptions = {},',
  ];
  const emission = [
    `path: ${path},`,
    `idName: ${quote(`${aggregateType}_id`)},`,
    ...(defaults.length === 0 ? [] : [`defaults: { ${defaults.join(', ')} },`]),
    `check: ${checkName(event)},`,
  ];
  return [
    '/**',
    ...notes.map((note) => ` * ${note}`),
    ' *',
    ' * @throws ValidationError before anything is sent; ProblemError, NetworkError, TimeoutError',
    ' */',
    // With an id for the path it may throw, and then rejects.
    `export ${parameter === undefined ? '' : 'async '}function ${camelCase(name)}(`,
    ...indent(signature),
    '): Promise<EmittedEvent> {',
    '  const emission = {',
    ...indent(indent(emission)),
    '  };',
    '  return emitEvent(client, emission, body, options);',
    '}',
  ].join('\n');
}

function isConstant(value: JsonValue): value is ConstantIr {
  return typeof value !== 'object' || value === null;
}

/** True when an empty body is enough. */
function isOptional({ data, http }: EventIr): boolean {
  return Object.entries(data.fields).every(
    ([name, field]) => field.optional || Object.hasOwn(http?.defaults ?? {}, name),
  );
}

function pathParameter({ http }: EventIr): string | undefined {
  return http && http.aggregateId !== 'new' ? http.aggregateId.replace('path.', '') : undefined;
}

function definitionTypes(event: EventIr): string[] {
  const nameOf = (name: string) => definitionName(event, name);
  return Object.entries(event.definitions ?? {}).map(
    ([name, shape]) => `type ${nameOf(name)} = ${shapeType(shape, nameOf)};`,
  );
}

function definitionName(event: EventIr, name: string): string {
  return `${bodyName(event)}${pascalCase(name)}`;
}
