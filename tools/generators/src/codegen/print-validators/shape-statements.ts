import type {
  ArrayIr,
  DiscriminatedUnionIr,
  FieldIr,
  ObjectIr,
  RecordIr,
  ShapeIr,
  TupleIr,
} from '../contract-ir.ts';
import {
  kindCondition,
  lengthStatements,
  numberStatements,
  oneOfStatements,
  patternStatements,
  stringStatements,
  whenStatements,
  wrongKindStatement,
} from './leaf-statements.ts';
import type { RuntimeName } from './module-scope.ts';
import { indent, quote } from './typescript-text.ts';
import { printPath, type ValuePlace } from './value-place.ts';

/** The statements that check a value, for every kind of shape. */
export function shapeStatements(place: ValuePlace, shape: ShapeIr): string[] {
  return unless(place, shape.nullable ? ['null'] : [], kindStatements(place, shape));
}

function kindStatements(place: ValuePlace, shape: ShapeIr): string[] {
  switch (shape.kind) {
    case 'string':
      return stringStatements(place, shape);
    case 'number':
      return numberStatements(place, shape);
    case 'boolean':
      return [
        `if (typeof ${place.variable} !== 'boolean') ${wrongKindStatement(place, 'type boolean')}`,
      ];
    case 'one_of':
      return oneOfStatements(place, shape);
    case 'object':
      return objectStatements(place, shape);
    case 'record':
      return recordStatements(place, shape);
    case 'array':
      return arrayStatements(place, shape);
    case 'tuple':
      return tupleStatements(place, shape);
    case 'union':
      return optionStatements(place, 'anyOption', shape.options);
    case 'xor':
      return optionStatements(place, 'oneOption', shape.options);
    case 'discriminated_union':
      return discriminatedStatements(place, shape);
    case 'ref':
      return [
        `${place.scope.definitionName(shape.name)}(rules, ${printPath(place)}, ${place.variable});`,
      ];
  }
}

function objectStatements(place: ValuePlace, shape: ObjectIr): string[] {
  return whenStatements(objectCondition(place, shape), fieldStatements(place, shape));
}

/** True for an object; notes keys that it may not have. */
export function objectCondition(place: ValuePlace, { fields, unknownKeys }: ObjectIr): string {
  const known = Object.keys(fields).map((name) => quote(name));
  return kindCondition(place, 'isObject', unknownKeys ? [] : [`[${known.join(', ')}]`]);
}

/** The fields of what is known to be an object. */
export function fieldStatements(place: ValuePlace, { fields }: ObjectIr): string[] {
  const { variable, path, scope } = place;
  return Object.entries(fields).flatMap(([name, field]) => {
    const inner = { ...place, variable: scope.newVariable(name), path: `${path}.${name}` };
    return [`const ${inner.variable} = ${variable}[${quote(name)}];`, ...fieldChecks(inner, field)];
  });
}

function fieldChecks(place: ValuePlace, field: FieldIr): string[] {
  const absent = [...(field.optional ? ['undefined'] : []), ...(field.nullable ? ['null'] : [])];
  return unless(place, absent, kindStatements(place, field));
}

function unless(
  { variable }: ValuePlace,
  values: readonly string[],
  statements: readonly string[],
): string[] {
  if (values.length === 0) return [...statements];
  const conditions = values.map((value) => `${variable} !== ${value}`);
  return [`if (${conditions.join(' && ')}) {`, ...indent(statements), '}'];
}

function recordStatements(place: ValuePlace, { keys, values }: RecordIr): string[] {
  const key = { ...place, variable: 'key', path: '', dynamic: true };
  const checks = [...patternStatements(key, keys.checks), ...lengthStatements(key, keys.checks)];
  const checkKey = checks.length === 0 ? [] : [arrow('(rules, at, key)', checks)];
  return [callStatement(place, 'eachEntry', [checkItem(place, values), ...checkKey])];
}

function arrayStatements(place: ValuePlace, { items, minItems, maxItems }: ArrayIr): string[] {
  const bounds = [minItems, maxItems].map(String);
  if (maxItems === undefined) bounds.pop();
  if (minItems === undefined && maxItems === undefined) bounds.pop();
  return [callStatement(place, 'eachItem', [checkItem(place, items), ...bounds])];
}

function tupleStatements(place: ValuePlace, { items, rest }: TupleIr): string[] {
  const places = items.map((item) => checkItem(place, item));
  return [
    callStatement(place, 'eachPlace', [
      printList(places),
      ...(rest ? [checkItem(place, rest)] : []),
    ]),
  ];
}

function optionStatements(
  place: ValuePlace,
  name: RuntimeName,
  options: readonly ShapeIr[],
): string[] {
  const checks = options.map((option) => arrow('(rules)', shapeStatements(place, option)));
  return [callStatement(place, name, [printList(checks)])];
}

function discriminatedStatements(
  place: ValuePlace,
  { discriminator, options }: DiscriminatedUnionIr,
): string[] {
  const { variable, path } = place;
  const tag = `${variable}[${quote(discriminator)}]`;
  const missing = { ...place, variable: tag, path: `${path}.${discriminator}` };
  const cases = options.flatMap(({ values, shape }) => [
    ...values.map((value) => `case ${quote(value)}:`),
    '  {',
    ...indent(indent(shapeStatements(place, shape))),
    '  }',
    '  break;',
  ]);
  return whenStatements(kindCondition(place, 'isObject'), [
    `switch (${tag}) {`,
    ...indent(cases),
    '  default:',
    `    ${wrongKindStatement(missing, 'invalid_union')}`,
    '}',
  ]);
}

/** A function for the items of an array, or the values of a record. */
function checkItem(place: ValuePlace, shape: ShapeIr): string {
  const variable = place.scope.newVariable('item');
  return arrow(
    `(at, ${variable})`,
    shapeStatements({ ...place, variable, path: '', dynamic: true }, shape),
  );
}

function arrow(parameters: string, statements: readonly string[]): string {
  return [`${parameters} => {`, ...indent(statements), '}'].join('\n');
}

function printList(items: readonly string[]): string {
  return ['[', ...indent(items.map((item) => `${item},`)), ']'].join('\n');
}

function callStatement(
  place: ValuePlace,
  name: RuntimeName,
  parameters: readonly string[],
): string {
  const all = ['rules', printPath(place), place.variable, ...parameters].join(', ');
  return `${place.scope.module.use(name)}(${all});`;
}
