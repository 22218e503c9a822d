/**
 * A Postgres array as text. The driver's own way looks at each value's kind and escapes it by regular
 * expressions, which costs a relay a quarter of its time.
 */
export function arrayLiteral(values: readonly string[]): string {
  return `{${values.map(quoted).join(',')}}`;
}

function quoted(value: string): string {
  const needsEscape = value.includes('"') || value.includes('\\');
  return `"${needsEscape ? value.replaceAll(/["\\]/g, String.raw`\$&`) : value}"`;
}
