import type { DiscriminatedUnionIr, ShapeIr, UnionIr, XorIr } from '../contract-ir.ts';
import { checkBlock, printPartCall } from './check-block.ts';
import { printAssignments, printBody, printCase } from './check-body.ts';
import { isOneOf } from './leaf-checks.ts';
import { type Place, printPath } from './place.ts';
import { indent, quoteLiteral } from './sql-text.ts';

/** Statements that return NULL as soon as an option takes the value. */
export function printUnion(place: Place, { options }: UnionIr): string[] {
  const tries = options.flatMap((option) => [
    ...printTry(place, option),
    'IF problem IS NULL THEN',
    '  RETURN NULL;',
    'END IF;',
  ]);
  return [...tries, `RETURN ${invalidUnion(place)};`];
}

/** Statements that count the options which take the value. */
export function printXor(place: Place, { options }: XorIr): string[] {
  const matches = place.names.variable('matches', 'integer := 0');
  const tries = options.flatMap((option) => [
    ...printTry(place, option),
    'IF problem IS NULL THEN',
    `  ${matches} := ${matches} + 1;`,
    'END IF;',
  ]);
  return [...tries, `RETURN CASE WHEN ${matches} <> 1 THEN ${invalidUnion(place)} END;`];
}

/** Statements that check the option which the discriminator names, and no other. */
export function printDiscriminated(place: Place, shape: DiscriminatedUnionIr): string[] {
  const key = quoteLiteral(shape.discriminator);
  const tag: Place = {
    ...place,
    json: `${place.json} -> ${key}`,
    path: [...place.path, `.${shape.discriminator}`],
  };
  const branches = shape.options.flatMap(({ values, shape: option }) => [
    `IF ${isOneOf(tag, values)} THEN`,
    indent(printBody(checkBlock(place, option)).join('\n')),
    'END IF;',
  ]);
  return [
    `IF jsonb_typeof(${place.json}) <> 'object' THEN`,
    `  RETURN ${printPath([...place.path, ': type object'])};`,
    'END IF;',
    `IF (${tag.json}) IS NULL THEN`,
    `  RETURN ${printPath([...tag.path, ': required'])};`,
    'END IF;',
    ...branches,
    `RETURN ${invalidUnion(tag)};`,
  ];
}

/** Statements after which `problem` says what the value breaks of the option. */
function printTry(place: Place, option: ShapeIr): string[] {
  const block = checkBlock(place, option);
  if (block.loops.length > 0) return [`problem := ${printPartCall(place, option)};`];
  return [...printAssignments(block), `problem := ${printCase(block.lines, block.searches)};`];
}

function invalidUnion({ path }: Place): string {
  return printPath([...path, ': invalid_union']);
}
