import type {
  ArrayIr,
  DiscriminatedUnionIr,
  FieldIr,
  ObjectIr,
  RecordIr,
  ShapeIr,
  TupleIr,
  UnionIr,
  XorIr,
} from '../contract-ir.ts';
import { indent, quote } from '../print-validators/typescript-text.ts';
import {
  keyConditions,
  numberConditions,
  oneOfStatement,
  refuseWhen,
  textConditions,
} from './accept-leaves.ts';
import type { AcceptorPlace } from './acceptor-scope.ts';

/** The statements that refuse a value that is not of the shape, or may not be; others go on. */
export function acceptStatements(place: AcceptorPlace, shape: FieldIr): string[] {
  const absent = [...(shape.optional ? ['undefined'] : []), ...(shape.nullable ? ['null'] : [])];
  const statements = kindStatements(place, shape);
  if (absent.length === 0) return statements;
  const conditions = absent.map((value) => `${place.variable} !== ${value}`);
  return [`if (${conditions.join(' && ')}) {`, ...indent(statements), '}'];
}

function kindStatements(place: AcceptorPlace, shape: ShapeIr): string[] {
  const { variable } = place;
  switch (shape.kind) {
    case 'string':
      return [refuseWhen(place, textConditions(place, shape))];
    case 'number':
      return [refuseWhen(place, numberConditions(place, shape))];
    case 'boolean':
      return [refuseWhen(place, [`typeof ${variable} !== 'boolean'`])];
    case 'one_of':
      return [oneOfStatement(place, shape)];
    case 'object':
      return objectStatements(place, shape);
    case 'record':
      return recordStatements(place, shape);
    case 'array':
      return arrayStatements(place, shape);
    case 'tuple':
      return tupleStatements(place, shape);
    case 'union':
      return optionStatements(place, shape, '< 1');
    case 'xor':
      // Only of what can be stored is it certain that an option which does not accept it is broken.
      return [unstorableStatement(place), ...optionStatements(place, shape, '!== 1')];
    case 'discriminated_union':
      return discriminatedStatements(place, shape);
    case 'ref':
      return [refuseWhen(place, [`!${place.definitionName(shape.name)}(${variable})`])];
  }
}

/** Refuses what jsonb cannot store, at whatever depth. */
export function unstorableStatement(place: AcceptorPlace): string {
  return refuseWhen(place, [`!${place.module.use('isStorable')}(${place.variable})`]);
}

function plainStatement(place: AcceptorPlace): string {
  return refuseWhen(place, [`!${place.module.use('isPlainObject')}(${place.variable})`]);
}

function objectStatements(place: AcceptorPlace, { fields, unknownKeys }: ObjectIr): string[] {
  const { variable, newName } = place;
  return [
    plainStatement(place),
    ...(unknownKeys ? [] : [keyStatement(place, Object.keys(fields))]),
    ...Object.entries(fields).flatMap(([name, field]) => {
      const inner = { ...place, variable: newName(name) };
      return [
        `const ${inner.variable} = ${variable}[${quote(name)}];`,
        ...acceptStatements(inner, field),
      ];
    }),
  ];
}

function keyStatement(place: AcceptorPlace, known: readonly string[]): string {
  const { variable, refuse } = place;
  if (known.length === 0) return refuseWhen(place, [`Object.keys(${variable}).length > 0`]);
  const conditions = known.map((name) => `key !== ${quote(name)}`);
  return `for (const key in ${variable}) if (${conditions.join(' && ')}) ${refuse}`;
}

function recordStatements(place: AcceptorPlace, { keys, values }: RecordIr): string[] {
  const { variable, newName } = place;
  const item = { ...place, variable: newName('item') };
  const conditions = keyConditions({ ...place, variable: 'key' }, keys);
  return [
    plainStatement(place),
    `for (const key in ${variable}) {`,
    ...indent([
      refuseWhen(place, [`key === '__proto__'`, ...conditions]),
      `const ${item.variable} = ${variable}[key];`,
      ...acceptStatements(item, values),
    ]),
    '}',
  ];
}

function arrayStatements(place: AcceptorPlace, { items, minItems, maxItems }: ArrayIr): string[] {
  const { variable } = place;
  return [
    refuseWhen(place, [
      `!Array.isArray(${variable})`,
      ...(minItems === undefined ? [] : [`${variable}.length < ${minItems}`]),
      ...(maxItems === undefined ? [] : [`${variable}.length > ${maxItems}`]),
    ]),
    ...itemStatements(place, items, 0),
  ];
}

function tupleStatements(place: AcceptorPlace, { items, rest }: TupleIr): string[] {
  const { variable, newName } = place;
  const sign = rest ? '<' : '!==';
  return [
    refuseWhen(place, [
      `!Array.isArray(${variable})`,
      `${variable}.length ${sign} ${items.length}`,
    ]),
    ...items.flatMap((shape, index) => {
      const item = { ...place, variable: newName('item') };
      return [
        `const ${item.variable}: unknown = ${variable}[${index}];`,
        ...acceptStatements(item, shape),
      ];
    }),
    ...(rest ? itemStatements(place, rest, items.length) : []),
  ];
}

/** Gaps are items too. */
function itemStatements(place: AcceptorPlace, shape: ShapeIr, start: number): string[] {
  const { variable, newName } = place;
  const index = newName('index');
  const item = { ...place, variable: newName('item') };
  return [
    `for (let ${index} = ${start}; ${index} < ${variable}.length; ${index} += 1) {`,
    ...indent([
      `const ${item.variable}: unknown = ${variable}[${index}];`,
      ...acceptStatements(item, shape),
    ]),
    '}',
  ];
}

/** Who is refused by an option leaves its block before it is counted. */
function optionStatements(
  place: AcceptorPlace,
  { options }: UnionIr | XorIr,
  wrongCount: string,
): string[] {
  const count = place.newName('count');
  return [
    `let ${count} = 0;`,
    ...options.flatMap((option) => {
      const label = place.newName('option');
      const inner = { ...place, refuse: `break ${label};` };
      return [
        `${label}: {`,
        ...indent([...acceptStatements(inner, option), `${count} += 1;`]),
        '}',
      ];
    }),
    refuseWhen(place, [`${count} ${wrongCount}`]),
  ];
}

function discriminatedStatements(
  place: AcceptorPlace,
  { discriminator, options }: DiscriminatedUnionIr,
): string[] {
  const cases = options.flatMap(({ values, shape }) => [
    ...values.map((value) => `case ${quote(value)}:`),
    '  {',
    ...indent(indent(acceptStatements(place, shape))),
    '  }',
    '  break;',
  ]);
  return [
    plainStatement(place),
    `switch (${place.variable}[${quote(discriminator)}]) {`,
    ...indent([...cases, 'default:', `  ${place.refuse}`]),
    '}',
  ];
}
