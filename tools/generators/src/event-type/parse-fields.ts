/** A field of the new event's data. */
export interface Field {
  readonly name: string;
  /** Its schema, as it stands in the contract. */
  readonly schema: string;
  /** A valid value, as it stands in code. */
  readonly example: string;
}

const fieldPattern = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)*)(\?)?:([a-z]+)(?:\(([^()]*)\))?(\[\])?$/;
const constantPattern = /^[A-Za-z0-9_.-]+$/;

const scalars: Readonly<Record<string, { readonly schema: string; readonly example: string }>> = {
  string: { schema: 'z.string().min(1).max(200)', example: "'text'" },
  int: { schema: 'z.int()', example: '1' },
  number: { schema: 'z.number()', example: '1.5' },
  boolean: { schema: 'z.boolean()', example: 'true' },
  email: { schema: 'z.email().max(254)', example: "'someone@example.com'" },
  uuid: { schema: 'z.uuid()', example: "'123e4567-e89b-42d3-a456-426614174000'" },
  date: { schema: 'z.iso.date()', example: "'2025-01-15'" },
  datetime: { schema: 'z.iso.datetime()', example: "'2025-01-15T10:30:45Z'" },
};

const forms = `${Object.keys(scalars).join(', ')} or enum(a|b), with [] for lists, and name? where it may be missing`;

/**
 * Reads `name:string`, `note?:string`, `tags:string[]`, `tier:enum(free|big)` …
 *
 * @throws Error with every field that cannot be read, and what can be.
 */
export function parseFields(texts: readonly string[]): Field[] {
  const problems: string[] = [];
  const fields = texts
    .flatMap((text) => text.split(/[\s,]+/))
    .filter((text) => text !== '')
    .flatMap((text) => {
      const field = parseField(text);
      if (typeof field !== 'string') return [field];
      problems.push(field);
      return [];
    });
  const names = fields.map(({ name }) => name);
  for (const twice of new Set(names.filter((name, index) => names.indexOf(name) !== index))) {
    problems.push(`field "${twice}" is named twice. Name it once.`);
  }
  if (problems.length > 0) {
    throw new Error(
      `The fields cannot be used:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  return fields;
}

/** The field, or what is wrong with it. */
function parseField(text: string): Field | string {
  const match = fieldPattern.exec(text);
  const [, name = '', optional, type = '', list, many] = match ?? [];
  if (!match)
    return `"${text}" is not name:type with a snake_case name. Write for example "name:string".`;
  if (name in {}) return `field "${name}" has a name that every JavaScript object has. Rename it.`;
  const one =
    type === 'enum' ? parseEnum(list ?? '') : list === undefined ? scalars[type] : undefined;
  if (one === undefined)
    return `field "${name}" has the type "${text.slice(text.indexOf(':') + 1)}". Use ${forms}.`;
  const schema = many ? `z.array(${one.schema})` : one.schema;
  return {
    name,
    schema: optional ? `${schema}.optional()` : schema,
    example: many ? `[${one.example}]` : one.example,
  };
}

function parseEnum(list: string): { schema: string; example: string } | undefined {
  const values = list.split('|');
  const isUsable = values.every((value) => constantPattern.test(value));
  if (!isUsable || new Set(values).size < values.length) return undefined;
  return {
    schema: `z.enum([${values.map((value) => `'${value}'`).join(', ')}])`,
    example: `'${values[0]}'`,
  };
}
