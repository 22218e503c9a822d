import {
  freeName,
  type PatternCheck,
  type PatternNames,
} from '../print-validators/module-scope.ts';
import { reservedWords } from '../print-validators/reserved-words.ts';
import { camelCase } from '../print-validators/typescript-text.ts';

/** Where the hand-written part of the acceptors stands, by the names that it exports. */
const runtimeFiles = {
  isPlainObject: 'acceptor-runtime/is-plain-object',
  isBoundedText: 'acceptor-runtime/is-bounded-text',
  isStorable: 'acceptor-runtime/is-storable',
  isStorableText: 'storable',
  isMultiple: 'validator-runtime/check-numbers',
} as const;

type RuntimeName = keyof typeof runtimeFiles;

/** The names of the module of all acceptors. */
export interface AcceptorModule {
  /** Notes that the module imports it. */
  readonly use: (name: RuntimeName) => string;
  readonly patternName: (check: PatternCheck) => string;
  readonly printImports: () => string[];
}

/** Starts a module that imports what it uses. */
export function createAcceptorModule(patterns: PatternNames): AcceptorModule {
  const used = new Set<RuntimeName>();
  const usedPatterns = new Set<string>();
  return {
    use: (name) => {
      used.add(name);
      return name;
    },
    patternName: (check) => {
      const name = patterns.nameOf(check);
      usedPatterns.add(name);
      return name;
    },
    printImports: () => [
      ...(usedPatterns.size === 0
        ? []
        : [`import { ${[...usedPatterns].toSorted().join(', ')} } from './patterns.ts';`]),
      ...[...used]
        .map((name) => [runtimeFiles[name], name] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([file, name]) => `import { ${name} } from '../${file}.ts';`),
    ],
  };
}

/** A value within the function that looks at it. */
export interface AcceptorPlace {
  /** Variable that holds it. */
  readonly variable: string;
  /** The statement for a value that is not accepted. */
  readonly refuse: string;
  readonly module: AcceptorModule;
  /** A variable or a label, new in this function. */
  readonly newName: (name: string) => string;
  /** The function for a shape that contains itself. */
  readonly definitionName: (name: string) => string;
}

/** Words of the language, and names that the functions use themselves. */
const reserved = [...Object.keys(runtimeFiles), ...reservedWords, 'data', 'key'];

/** Names that patterns and functions of the module may have. */
const modulePattern = /pattern\d*$|^accepts[A-Z]/i;

/** Starts a function. */
export function createAcceptorPlace(
  module: AcceptorModule,
  definitionName: AcceptorPlace['definitionName'],
): AcceptorPlace {
  const taken = new Set(reserved);
  return {
    variable: 'data',
    refuse: 'return false;',
    module,
    definitionName,
    newName: (name) => {
      const base = camelCase(name);
      const free = freeName(modulePattern.test(base) ? `${base}Value` : base, taken);
      taken.add(free);
      return free;
    },
  };
}
