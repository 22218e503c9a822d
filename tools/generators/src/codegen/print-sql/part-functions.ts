import { createHash } from 'node:crypto';

import { innerShapes } from '../contract-ir-checks.ts';
import type { ShapeIr } from '../contract-ir.ts';
import { printDiscriminated, printUnion, printXor } from './alternatives-body.ts';
import { checkBlock } from './check-block.ts';
import { declarationsFor, printBody } from './check-body.ts';
import type { CheckNames, Path, Place } from './place.ts';
import { printFunction } from './sql-function.ts';

/** PostgreSQL cuts longer names, silently. */
const maxIdentifierBytes = 63;

/** What the functions for the parts of one document share. */
export interface PartSource {
  /** `contracts.user__created_v1`; names of parts begin with it. */
  readonly functionName: string;
  readonly definitions: Readonly<Record<string, ShapeIr>>;
  readonly patternFunction: CheckNames['patternFunction'];
  /** Names of all functions so far, which the parts of other documents may equal. */
  readonly takenNames: Set<string>;
  /** The rest is of one document; absent for parts that any may hold. */
  readonly shared?: Parts | undefined;
  /** Hash of its contract. */
  readonly contract?: string;
}

/** Functions for parts; `printed` grows while names are asked for. */
export interface Parts {
  readonly namesFor: (declarations: string[], prefix?: string) => CheckNames;
  /** A new name that begins with the function's. */
  readonly newName: (words: string) => string;
  readonly printed: readonly string[];
}

/**
 * Functions for what one expression cannot check: alternatives, lists, and shapes that contain
 * themselves. Equal shapes share a function; all but the last share it across documents, since a
 * session keeps each function that it has called, with its plans.
 */
export function createParts(source: PartSource): Parts {
  const names = new Map<string, string>();
  const printed: string[] = [];

  function namesFor(declarations: string[], prefix = ''): CheckNames {
    const counts = new Map<string, number>();
    return {
      patternFunction: source.patternFunction,
      variable: (name, type) => {
        const count = (counts.get(name) ?? 0) + 1;
        counts.set(name, count);
        declarations.push(`${name}_${count} ${type};`);
        return `${name}_${count}`;
      },
      part: (path, shape) =>
        source.shared && !holdsReference(shape)
          ? source.shared.namesFor([]).part([], shape)
          : partFor([prefix, ...wordsOf(path)].filter(Boolean).join('_'), shape),
    };
  }

  function partFor(words: string, shape: ShapeIr): string {
    const key = shape.kind === 'ref' ? shape.name : shapeKey(shape);
    const known = names.get(key);
    if (known !== undefined) return known;
    const own = shape.kind === 'ref' ? shape.name : words;
    const wanted = source.shared ? own : `${shape.kind}_${hashOf(key)}`;
    const name = newName(wanted);
    names.set(key, name);
    // Takes its place before the parts that it asks for: a reader meets the outer one first.
    const place = printed.push('') - 1;
    printed[place] = printPart(name, wanted, shape);
    return name;
  }

  function newName(words: string): string {
    const name = freeName(source.functionName, words, source.takenNames);
    source.takenNames.add(name);
    return name;
  }

  function printPart(name: string, words: string, shape: ShapeIr): string {
    const declarations: string[] = [];
    const body = printPartBody(shape, namesFor(declarations, words), source);
    const [what, which] = source.shared
      ? [`, of the part "${words}" in ${source.functionName}`, ` Contract ${source.contract}.`]
      : ['', ''];
    return printFunction({
      name,
      parameters: ['value jsonb', 'path text'],
      returns: 'text',
      attributes: ['STRICT'],
      declarations: [...declarations, ...declarationsFor(body)],
      body: body.join('\n'),
      comment: `The first rule that the value breaks${what}; NULL when it keeps them all, or is missing.${which}`,
    });
  }

  return { namesFor, newName, printed };
}

/** What the shape says without its notes, and without null, which is not passed on. */
function shapeKey(shape: ShapeIr): string {
  return JSON.stringify({ ...shape, nullable: undefined }, (key, value: unknown) =>
    // A field may have such a name, but is an object.
    ['description', 'pii', 'deprecated'].includes(key) && typeof value !== 'object'
      ? undefined
      : value,
  );
}

function holdsReference(shape: ShapeIr): boolean {
  return shape.kind === 'ref' || innerShapes(shape).some((inner) => holdsReference(inner));
}

function printPartBody(shape: ShapeIr, names: CheckNames, { definitions }: PartSource): string[] {
  const place: Place = {
    json: 'value',
    text: "value #>> '{}'",
    path: [{ sql: 'path' }],
    always: true,
    depth: 0,
    names,
  };
  switch (shape.kind) {
    case 'union':
      return printUnion(place, shape);
    case 'xor':
      return printXor(place, shape);
    case 'discriminated_union':
      return printDiscriminated(place, shape);
    case 'ref': {
      const definition = definitions[shape.name];
      if (definition === undefined) throw new Error(`No definition is called ${shape.name}.`);
      return printBody(checkBlock(place, definition));
    }
    case 'string':
    case 'number':
    case 'boolean':
    case 'one_of':
    case 'object':
    case 'array':
    case 'tuple':
    case 'record':
      return printBody(checkBlock(place, shape));
  }
}

/** `people_contact` for `event_data.people[i].contact`: the column and the indexes say nothing. */
function wordsOf(path: Path): string[] {
  const text = path.map((piece) => (typeof piece === 'string' ? piece : '')).join('');
  return text.replace(/^event_(data|metadata)/, '').match(/[a-z0-9_]+/g) ?? [];
}

function freeName(base: string, words: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const name = fitted(`${base}__${words || 'value'}${n === 1 ? '' : `_${n}`}`);
    if (!taken.has(name)) return name;
  }
}

function fitted(name: string): string {
  const [schema = '', identifier = ''] = name.split('.');
  if (identifier.length <= maxIdentifierBytes) return name;
  return `${schema}.${identifier.slice(0, maxIdentifierBytes - 9)}_${hashOf(identifier)}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
