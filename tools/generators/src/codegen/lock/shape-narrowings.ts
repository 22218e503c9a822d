import type {
  DiscriminatedUnionIr,
  NumberCheckIr,
  ObjectIr,
  ShapeIr,
  StringCheckIr,
  TupleIr,
} from '../contract-ir.ts';

/** Something that the old shape takes, and the new one is not known to take. */
export interface Narrowing {
  readonly path: string;
  readonly rule: string;
}

/** Both sides of a comparison. */
export interface Comparison {
  readonly path: string;
  readonly oldDefinitions: Definitions;
  readonly newDefinitions: Definitions;
  /** Pairs of definitions whose comparison is under way: recursion ends there. */
  readonly assumed: ReadonlySet<string>;
}

type Definitions = Readonly<Record<string, ShapeIr>>;

/**
 * What keeps the new shape from being a widening of the old one; empty when every value that the old
 * one takes is provably taken by the new one. When in doubt, it is a narrowing.
 */
export function shapeNarrowings(old: ShapeIr, now: ShapeIr, at: Comparison): Narrowing[] {
  if (old.kind === 'ref' || now.kind === 'ref') return compareRefs(old, now, at);
  const nullable =
    old.nullable && !now.nullable && !takesNull(now) ? [narrowing(at, 'nullable')] : [];
  return [...nullable, ...compareKinds(old, now, at)];
}

function compareKinds(old: ShapeIr, now: ShapeIr, at: Comparison): Narrowing[] {
  if (old.kind === 'one_of' && now.kind === 'one_of') {
    const gone = old.values.filter((value) => !now.values.includes(value));
    return gone.map((value) => narrowing(at, `one_of ${JSON.stringify(value)}`));
  }
  if (old.kind === 'string' && now.kind === 'string') {
    return unmet(now.checks, (check) => old.checks.some((given) => implies(given, check)), at);
  }
  if (old.kind === 'number' && now.kind === 'number') {
    return unmet(
      now.checks,
      (check) => old.checks.some((given) => impliesNumber(given, check)),
      at,
    );
  }
  if (old.kind === 'object' && now.kind === 'object') return compareObjects(old, now, at);
  if (old.kind === 'array' && now.kind === 'array') {
    return [
      ...((now.minItems ?? 0) > (old.minItems ?? 0)
        ? [narrowing(at, `min_items ${now.minItems}`)]
        : []),
      ...((now.maxItems ?? Infinity) < (old.maxItems ?? Infinity)
        ? [narrowing(at, `max_items ${now.maxItems}`)]
        : []),
      ...shapeNarrowings(old.items, now.items, below(at, '[]')),
    ];
  }
  if (old.kind === 'record' && now.kind === 'record') {
    return [
      ...shapeNarrowings(old.keys, now.keys, below(at, '.<key>')),
      ...shapeNarrowings(old.values, now.values, below(at, '.*')),
    ];
  }
  if (old.kind === 'tuple' && now.kind === 'tuple') return compareTuples(old, now, at);
  if (old.kind === 'discriminated_union' && now.kind === 'discriminated_union') {
    return compareDiscriminated(old, now, at);
  }
  if (old.kind === 'xor' || now.kind === 'xor') {
    // A wider alternative may take what another one takes alone so far.
    return textOf(old, at.oldDefinitions) === textOf(now, at.newDefinitions)
      ? []
      : [narrowing(at, 'xor')];
  }
  if (now.kind === 'union') {
    const { nullable: _, ...alone } = old;
    const alternatives = old.kind === 'union' ? old.options : [alone];
    const lost = alternatives.filter((option) =>
      now.options.every((candidate) => shapeNarrowings(option, candidate, at).length > 0),
    );
    return lost.length === 0 ? [] : [narrowing(at, 'union')];
  }
  return old.kind === now.kind ? [] : [narrowing(at, `type ${now.kind}`)];
}

function compareObjects(old: ObjectIr, now: ObjectIr, at: Comparison): Narrowing[] {
  const names = [...new Set([...Object.keys(old.fields), ...Object.keys(now.fields)])].toSorted();
  const closed = old.unknownKeys && !now.unknownKeys ? [narrowing(at, 'unknown_key')] : [];
  const fields = names.flatMap((name) => {
    const [before, after] = [old.fields[name], now.fields[name]];
    const field = below(at, `.${name}`);
    if (before === undefined) {
      if (!after?.optional) return [narrowing(field, 'required')];
      return old.unknownKeys ? [narrowing(field, 'new field among unknown keys')] : [];
    }
    if (after === undefined) return now.unknownKeys ? [] : [narrowing(field, 'unknown_key')];
    return [
      ...(before.optional && !after.optional ? [narrowing(field, 'required')] : []),
      ...shapeNarrowings(before, after, field),
    ];
  });
  return [...closed, ...fields];
}

function compareTuples(old: TupleIr, now: TupleIr, at: Comparison): Narrowing[] {
  if (old.items.length !== now.items.length) {
    return [narrowing(at, `${now.items.length} items instead of ${old.items.length}`)];
  }
  const items = now.items.flatMap((item, index) => {
    const before = old.items[index];
    return before ? shapeNarrowings(before, item, below(at, `[${index}]`)) : [];
  });
  if (!old.rest) return items;
  if (!now.rest) return [...items, narrowing(at, `max_items ${now.items.length}`)];
  return [...items, ...shapeNarrowings(old.rest, now.rest, below(at, '[]'))];
}

function compareDiscriminated(
  old: DiscriminatedUnionIr,
  now: DiscriminatedUnionIr,
  at: Comparison,
): Narrowing[] {
  if (old.discriminator !== now.discriminator) return [narrowing(at, 'discriminator')];
  return old.options.flatMap(({ values, shape }) => {
    const target = now.options.find((option) =>
      values.every((value) => option.values.includes(value)),
    );
    const name = values.map((value) => JSON.stringify(value)).join(' ');
    if (!target) return [narrowing(below(at, `.${old.discriminator}`), `one_of ${name}`)];
    return shapeNarrowings(shape, target.shape, at);
  });
}

function compareRefs(old: ShapeIr, now: ShapeIr, at: Comparison): Narrowing[] {
  const pair = `${nameOf(old)} ${nameOf(now)}`;
  if (at.assumed.has(pair)) return old.nullable && !now.nullable ? [narrowing(at, 'nullable')] : [];
  const before = resolve(old, at.oldDefinitions);
  const after = resolve(now, at.newDefinitions);
  if (!before || !after) return [narrowing(at, 'ref')];
  return shapeNarrowings(before, after, { ...at, assumed: new Set([...at.assumed, pair]) });
}

/** What stands behind a reference, with what the reference adds. */
function resolve(shape: ShapeIr, definitions: Definitions): ShapeIr | undefined {
  if (shape.kind !== 'ref') return shape;
  const found = definitions[shape.name];
  return found && shape.nullable ? { ...found, nullable: true } : found;
}

function nameOf(shape: ShapeIr): string {
  return shape.kind === 'ref' ? shape.name : JSON.stringify(shape);
}

/** A text that keeps the given check keeps the wanted one. */
function implies(given: StringCheckIr, wanted: StringCheckIr): boolean {
  if (given.rule === 'min_length' && wanted.rule === 'min_length')
    return given.bound >= wanted.bound;
  if (given.rule === 'max_length' && wanted.rule === 'max_length')
    return given.bound <= wanted.bound;
  return (
    'source' in given &&
    'source' in wanted &&
    given.source === wanted.source &&
    given.flags === wanted.flags
  );
}

function impliesNumber(given: NumberCheckIr, wanted: NumberCheckIr): boolean {
  if (given.rule === 'int') return wanted.rule === 'int';
  switch (wanted.rule) {
    case 'int':
      return false;
    case 'min':
      return isLower(given.rule) && given.bound >= wanted.bound;
    case 'max':
      return isUpper(given.rule) && given.bound <= wanted.bound;
    case 'min_exclusive':
      return given.rule === 'min_exclusive'
        ? given.bound >= wanted.bound
        : given.rule === 'min' && given.bound > wanted.bound;
    case 'max_exclusive':
      return given.rule === 'max_exclusive'
        ? given.bound <= wanted.bound
        : given.rule === 'max' && given.bound < wanted.bound;
    case 'multiple_of':
      return given.rule === 'multiple_of' && given.bound === wanted.bound;
  }
}

function isLower(rule: NumberCheckIr['rule']): boolean {
  return rule === 'min' || rule === 'min_exclusive';
}

function isUpper(rule: NumberCheckIr['rule']): boolean {
  return rule === 'max' || rule === 'max_exclusive';
}

function unmet<Check extends StringCheckIr | NumberCheckIr>(
  checks: readonly Check[],
  isMet: (check: Check) => boolean,
  at: Comparison,
): Narrowing[] {
  return checks.filter((check) => !isMet(check)).map((check) => narrowing(at, nameOfCheck(check)));
}

function nameOfCheck(check: StringCheckIr | NumberCheckIr): string {
  if ('bound' in check) return `${check.rule} ${check.bound}`;
  return 'format' in check ? `format ${check.format}` : check.rule;
}

function takesNull(shape: ShapeIr): boolean {
  if (shape.nullable) return true;
  if (shape.kind === 'one_of') return shape.values.includes(null);
  return shape.kind === 'union' && shape.options.some((option) => takesNull(option));
}

/** All that says which values it takes. */
function textOf(given: ShapeIr, definitions: Definitions): string {
  const { nullable: _, ...shape } = given;
  return JSON.stringify([shape, definitions], (key, value: unknown) => {
    const isNote =
      (key === 'description' && typeof value === 'string') ||
      ((key === 'pii' || key === 'deprecated') && value === true);
    return isNote ? undefined : value;
  });
}

function below(at: Comparison, step: string): Comparison {
  return { ...at, path: at.path + step };
}

function narrowing({ path }: Comparison, rule: string): Narrowing {
  return { path, rule };
}
