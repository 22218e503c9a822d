/**
 * One term of a pattern: an escape, a quantifier in braces, a range from a class escape, one
 * character.
 */
const term = /\\(?:u\{[^}]*\}|[^])|\{\d+(?:,\d*)?\}|[^]/gu;

/** What a backslash may stand before under flag u; other characters are themselves without it. */
const keepsBackslash = /^\\[\w^$\\.*+?()[\]{}|/]/;
const classEscape = /^\\[dwsDWS]$/;

/**
 * A regular expression as JSON Schema's `pattern` has it: without flags, read with flag u. Matches
 * what the given one matches, which is one that the compiler carries to SQL.
 */
export function toUnicodePattern(source: string, flags: string): string {
  let printed = '';
  let inClass = false;
  let before = '';
  for (const [found] of source.matchAll(term)) {
    if (inClass) {
      printed += printMember(found, before);
      inClass = found !== ']';
    } else {
      printed += printTerm(found, flags.includes('s'));
      inClass = found === '[';
    }
    before = found;
  }
  return printed;
}

function printTerm(found: string, dotAll: boolean): string {
  if (found === '.' && dotAll) return String.raw`[\s\S]`;
  if (found === ']' || found === '{' || found === '}') return `\\${found}`;
  return printEscape(found);
}

/** A hyphen after `\w` is itself, which flag u demands to be said. */
function printMember(found: string, before: string): string {
  if (found === '-' && classEscape.test(before)) return String.raw`\-`;
  return found === String.raw`\-` ? found : printEscape(found);
}

function printEscape(found: string): string {
  return found.startsWith('\\') && !keepsBackslash.test(found) ? found.slice(1) : found;
}
