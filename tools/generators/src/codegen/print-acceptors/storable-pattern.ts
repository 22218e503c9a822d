/**
 * A class that is not negated, and what stands outside of one. Escapes are sets that hold neither
 * U+0000 nor surrogates, or stand for the ASCII character itself. Neither a dot nor `[^` is a token.
 */
const token = /\[(?!\^)(?:\\[dsw]|\\[^A-Za-z0-9]|[^\\\]])*\]|\\[dsw]|\\[^A-Za-z0-9]|[^\\[.]/gy;

/**
 * True when every text that matches can be stored: the pattern says what each character is, from the
 * first to the last, and that is neither U+0000 nor a surrogate. False when that is not plain to see.
 */
export function takesOnlyStorable({ source, flags }: { source: string; flags: string }): boolean {
  const tokens = source.match(token) ?? [];
  const isRead = tokens.join('') === source && /^[ -~]*$/.test(source) && /^u?$/.test(flags);
  return isRead && tokens[0] === '^' && tokens.at(-1) === '$' && !hasOuterChoice(tokens);
}

/** Of `^a|b$` each half is open at one end. */
function hasOuterChoice(tokens: readonly string[]): boolean {
  let depth = 0;
  return tokens.some((text) => {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    return text === '|' && depth === 0;
  });
}
