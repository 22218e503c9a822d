import type {
  ArrayIr,
  FieldIr,
  NumberCheckIr,
  ObjectIr,
  ShapeIr,
  StringCheckIr,
} from '../contract-ir.ts';
import { code } from './markdown.ts';

/** Rows of the table of fields: path, type, rules; fields of objects and items come after them. */
export function fieldRows({ fields }: ObjectIr, parent = ''): string[][] {
  return Object.entries(fields).flatMap(([name, field]) => shapeRows(`${parent}${name}`, field));
}

function shapeRows(path: string, field: FieldIr): string[][] {
  const presence = field.optional ? ['may be missing'] : [];
  const rules = [...presence, ...(field.nullable ? ['may be null'] : []), ...rulesOf(field)];
  const description = field.description === undefined ? [] : [field.description];
  const text = [rules.join(', '), ...description].filter((part) => part !== '').join('. ');
  return [[code(path), typeOf(field), text], ...innerRows(path, field)];
}

function innerRows(path: string, shape: ShapeIr): string[][] {
  if (shape.kind === 'object') return fieldRows(shape, `${path}.`);
  if (shape.kind === 'array') return shapeRows(`${path}[]`, shape.items);
  return [];
}

function typeOf(shape: ShapeIr): string {
  if (shape.kind === 'number') {
    return shape.checks.some(({ rule }) => rule === 'int') ? 'whole number' : 'number';
  }
  return shape.kind === 'one_of' ? 'constant' : shape.kind;
}

function rulesOf(shape: ShapeIr): string[] {
  switch (shape.kind) {
    case 'string':
      return shape.checks.map((check) => stringRule(check));
    case 'number':
      return shape.checks.flatMap((check) => numberRule(check));
    case 'one_of':
      return [`one of ${shape.values.map((value) => code(JSON.stringify(value))).join(' ')}`];
    case 'array':
      return arrayRules(shape);
    case 'boolean':
    case 'object':
      return [];
  }
}

function stringRule(check: StringCheckIr): string {
  switch (check.rule) {
    case 'min_length':
      return `at least ${count(check.bound, 'character')}`;
    case 'max_length':
      return `at most ${count(check.bound, 'character')}`;
    case 'pattern':
      return code(`/${check.source}/${check.flags}`);
    case 'format':
      return `format ${check.format}`;
  }
}

function numberRule(check: NumberCheckIr): string[] {
  switch (check.rule) {
    case 'int':
      return [];
    case 'min':
      return [`≥ ${check.bound}`];
    case 'max':
      return [`≤ ${check.bound}`];
    case 'min_exclusive':
      return [`> ${check.bound}`];
    case 'max_exclusive':
      return [`< ${check.bound}`];
  }
}

function arrayRules({ minItems, maxItems }: ArrayIr): string[] {
  return [
    ...(minItems === undefined ? [] : [`at least ${count(minItems, 'item')}`]),
    ...(maxItems === undefined ? [] : [`at most ${count(maxItems, 'item')}`]),
  ];
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
