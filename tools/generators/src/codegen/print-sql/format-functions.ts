import { stringChecks } from '../contract-ir-checks.ts';
import type { ContractsIr } from '../contract-ir.ts';
import { toPostgresRegex } from '../regex/postgres-regex.ts';
import type { FormatIr } from './place.ts';
import { printComment } from './sql-function.ts';
import { quoteLiteral } from './sql-text.ts';

/** A function for each format that a contract asks for, so that its pattern is written down once. */
export interface FormatFunctions {
  readonly nameOf: (format: FormatIr) => string;
  readonly printed: readonly string[];
}

/** Finds the formats of all contracts; the same name with another pattern gets a number. */
export function printFormatFunctions(contracts: ContractsIr): FormatFunctions {
  const formats = stringChecks(contracts).filter((check) => check.rule === 'format');
  const names = new Map<string, string>();
  const printed: string[] = [];
  for (const format of formats.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    if (names.has(keyOf(format))) continue;
    const same = [...names.keys()].filter((key) => key.startsWith(`${format.format} `)).length;
    const name = `contracts.is_${format.format}${same === 0 ? '' : `_${same + 1}`}`;
    names.set(keyOf(format), name);
    printed.push(printFormat(name, format));
  }
  return { nameOf: (format) => names.get(keyOf(format)) ?? '', printed };
}

function keyOf({ format, source, flags }: FormatIr): string {
  return `${format} /${source}/${flags}`;
}

function printFormat(name: string, { format, source, flags }: FormatIr): string {
  const body =
    source === uuidSource
      ? uuidBody
      : `value COLLATE "C" ~ ${quoteLiteral(toPostgresRegex(source, flags))}`;
  return [
    `CREATE OR REPLACE FUNCTION ${name}(value text) RETURNS boolean`,
    'LANGUAGE sql IMMUTABLE PARALLEL SAFE',
    `RETURN ${body};`,
    printComment(
      name,
      ['value text'],
      `True for texts of the format ${format}: /${source}/${flags}`,
    ),
  ].join('\n');
}

/** The pattern of z.uuid() in zod 4.6; another one is printed as any other pattern is. */
const uuidSource =
  '^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$';

/**
 * The same in an eighth of the time (0.8 µs against 5.8): Postgres builds the states of a regular
 * expression anew at each match, one for each counted place. The first line fixes the places of the
 * hyphens, so the second need not count what stands between them.
 */
const uuidBody = `value COLLATE "C" LIKE '________-____-____-____-____________'
  AND (
    value COLLATE "C" ~ '^[0-9a-fA-F]*-[0-9a-fA-F]*-[1-8][0-9a-fA-F]*-[89abAB][0-9a-fA-F]*-[0-9a-fA-F]*$'
    OR value IN ('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff')
  )`;
