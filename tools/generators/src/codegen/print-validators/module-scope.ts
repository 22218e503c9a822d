import type { StringCheckIr } from '../contract-ir.ts';
import { camelCase } from './typescript-text.ts';

/** A check by a regular expression. */
export type PatternCheck = Extract<StringCheckIr, { readonly source: string }>;

/** Where the hand-written part of the validators stands, by the names that it exports. */
const runtimeFiles = {
  broken: 'broken-rules',
  wrongKind: 'broken-rules',
  minLength: 'check-lengths',
  maxLength: 'check-lengths',
  isText: 'check-lengths',
  isNumber: 'check-numbers',
  isWhole: 'check-numbers',
  isMultiple: 'check-numbers',
  isObject: 'check-objects',
  eachEntry: 'check-objects',
  eachItem: 'check-lists',
  eachPlace: 'check-lists',
  anyOption: 'check-options',
  oneOption: 'check-options',
} as const;

export type RuntimeName = keyof typeof runtimeFiles;

/** All of them. */
export const runtimeNames: readonly string[] = Object.keys(runtimeFiles);

/** The names of one generated module. */
export interface ModuleScope {
  /** Notes that the module imports it. */
  readonly use: (name: RuntimeName) => string;
  readonly patternName: (check: PatternCheck) => string;
  /** @param folder of the runtime, as seen from the module. */
  readonly printImports: (folder: string) => string[];
}

/** Patterns that validators share, each written once. */
export interface PatternNames {
  readonly nameOf: (check: PatternCheck) => string;
  readonly print: () => string[];
}

/** Collects patterns: `emailPattern` for the format email, `pattern2` for one without a name. */
export function createPatternNames(): PatternNames {
  const literals = new Map<string, string>();
  return {
    nameOf: (check) => {
      const literal = new RegExp(check.source, check.flags).toString();
      const known = literals.get(literal);
      if (known !== undefined) return known;
      const base = check.rule === 'format' ? camelCase(`${check.format}_pattern`) : 'pattern';
      const name = freeName(base, new Set(literals.values()));
      literals.set(literal, name);
      return name;
    },
    print: () =>
      [...literals].map(([literal, name]) => `export const ${name}: RegExp = ${literal};`),
  };
}

/** Starts a module that imports what it uses. */
export function createModuleScope(patterns: PatternNames): ModuleScope {
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
    printImports: (folder) => {
      const byFile = Map.groupBy(used, (name) => runtimeFiles[name]);
      const imports = new Map<string, string[]>([['broken-rules', ['type BrokenRule']]]);
      for (const [file, names] of byFile) {
        imports.set(file, [...(imports.get(file) ?? []), ...names].toSorted(byName));
      }
      return [
        ...(usedPatterns.size === 0
          ? []
          : [`import { ${[...usedPatterns].toSorted().join(', ')} } from './patterns.ts';`]),
        ...[...imports]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([file, names]) => `import { ${names.join(', ')} } from '${folder}/${file}.ts';`),
      ];
    },
  };
}

/** The name, or with the first number that makes it a new one. */
export function freeName(base: string, taken: ReadonlySet<string>): string {
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${base}${number}`;
  return name;
}

function byName(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => name.replace('type ', ''));
  return String(first) < String(second) ? -1 : 1;
}
