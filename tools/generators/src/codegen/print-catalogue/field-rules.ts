import type { ArrayIr, NumberCheckIr, RecordIr, ShapeIr, StringCheckIr } from '../contract-ir.ts';
import { code } from './markdown.ts';

/** What a reader calls the kind of a value. */
export function typeOf(shape: ShapeIr): string {
  switch (shape.kind) {
    case 'number':
      return shape.checks.some(({ rule }) => rule === 'int') ? 'whole number' : 'number';
    case 'one_of':
      return 'constant';
    case 'union':
    case 'xor':
    case 'discriminated_union':
      return 'alternatives';
    case 'ref':
      return code(`<${shape.name}>`);
    case 'string':
    case 'boolean':
    case 'object':
    case 'array':
    case 'tuple':
    case 'record':
      return shape.kind;
  }
}

/** Its rules, each as a few words. */
export function rulesOf(shape: ShapeIr): string[] {
  switch (shape.kind) {
    case 'string':
      return shape.checks.map((check) => stringRule(check));
    case 'number':
      return shape.checks.flatMap((check) => numberRule(check));
    case 'one_of':
      return [`one of ${shape.values.map((value) => code(JSON.stringify(value))).join(' ')}`];
    case 'array':
      return arrayRules(shape);
    case 'tuple':
      return [shape.rest ? `at least ${items(shape.items)}` : items(shape.items)];
    case 'record':
      return recordRules(shape);
    case 'union':
      return [`one or more of ${shape.options.length}`];
    case 'xor':
      return [`exactly one of ${shape.options.length}`];
    case 'discriminated_union':
      return [`told apart by ${code(shape.discriminator)}`];
    case 'boolean':
    case 'object':
    case 'ref':
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
      return isPartOfText(check.format)
        ? `${check.format.replaceAll('_', ' ')} ${code(`/${check.source}/`)}`
        : `format ${check.format}`;
  }
}

/** Formats whose name alone does not say the form. */
function isPartOfText(format: string): boolean {
  return ['starts_with', 'ends_with', 'includes'].includes(format);
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
    case 'multiple_of':
      return [`multiple of ${check.bound}`];
  }
}

function arrayRules({ minItems, maxItems }: ArrayIr): string[] {
  return [
    ...(minItems === undefined ? [] : [`at least ${count(minItems, 'item')}`]),
    ...(maxItems === undefined ? [] : [`at most ${count(maxItems, 'item')}`]),
  ];
}

function recordRules({ keys }: RecordIr): string[] {
  return keys.checks.map((check) => `keys: ${stringRule(check)}`);
}

function items(shapes: readonly ShapeIr[]): string {
  return count(shapes.length, 'item');
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
