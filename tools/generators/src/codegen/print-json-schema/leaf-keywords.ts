import type { NumberCheckIr, StringCheckIr } from '../contract-ir.ts';
import { type Definitions, type JsonSchema, storableText } from './json-schema.ts';
import { toUnicodePattern } from './unicode-pattern.ts';

/** What JSON Schema calls them. In draft 2020-12 a format is a note: the pattern beside it decides. */
const standardFormats: Readonly<Record<string, string>> = {
  date: 'date',
  duration: 'duration',
  email: 'email',
  ipv4: 'ipv4',
  uuid: 'uuid',
};

/** The keywords for the rules of a text. */
export function stringKeywords(
  checks: readonly StringCheckIr[],
  definitions: Definitions,
): JsonSchema {
  const lengths = boundKeywords(checks, { min_length: 'minLength', max_length: 'maxLength' });
  const formats = checks.flatMap((check) => ('format' in check ? [check.format] : []));
  const format = formats.map((name) => standardFormats[name]).find((name) => name !== undefined);
  const patterns = checks.flatMap((check) =>
    'source' in check ? [toUnicodePattern(check.source, check.flags)] : [],
  );
  const [pattern, ...others] = new Set(patterns);
  return {
    ...storableText(definitions),
    ...lengths,
    ...(format !== undefined && { format }),
    ...(pattern !== undefined && { pattern }),
    ...(others.length > 0 && { allOf: others.map((other) => ({ pattern: other })) }),
  };
}

/** The keywords for the rules of a number; a whole one is one that a double holds exactly. */
export function numberKeywords(checks: readonly NumberCheckIr[]): JsonSchema {
  const isWhole = checks.some(({ rule }) => rule === 'int');
  const bounds: readonly NumberCheckIr[] = isWhole
    ? [
        ...checks,
        { rule: 'min', bound: Number.MIN_SAFE_INTEGER },
        { rule: 'max', bound: Number.MAX_SAFE_INTEGER },
      ]
    : checks;
  return {
    type: isWhole ? 'integer' : 'number',
    ...boundKeywords(bounds, {
      min: 'minimum',
      min_exclusive: 'exclusiveMinimum',
      max: 'maximum',
      max_exclusive: 'exclusiveMaximum',
    }),
    ...multipleKeywords(checks),
  };
}

function multipleKeywords(checks: readonly NumberCheckIr[]): JsonSchema {
  const multiples = checks.flatMap((check) =>
    check.rule === 'multiple_of' ? [{ multipleOf: check.bound }] : [],
  );
  const [first, ...others] = multiples;
  return { ...first, ...(others.length > 0 && { allOf: others }) };
}

/** Of several bounds on the same side the strictest counts. */
function boundKeywords(
  checks: readonly (StringCheckIr | NumberCheckIr)[],
  keywordByRule: Readonly<Record<string, string>>,
): JsonSchema {
  const found = Object.entries(keywordByRule).flatMap(([rule, keyword]) => {
    const bounds = checks.flatMap((check) =>
      check.rule === rule && 'bound' in check ? [check.bound] : [],
    );
    if (bounds.length === 0) return [];
    const strictest = rule.startsWith('min') ? Math.max(...bounds) : Math.min(...bounds);
    return [[keyword, strictest] as const];
  });
  return Object.fromEntries(found);
}
