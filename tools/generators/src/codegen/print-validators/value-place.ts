import { freeName, type ModuleScope, runtimeNames } from './module-scope.ts';
import { reservedWords } from './reserved-words.ts';
import { camelCase, quote } from './typescript-text.ts';

/** A value within the function that checks it. */
export interface ValuePlace {
  /** Variable that holds it. */
  readonly variable: string;
  /** Path from the column; within a function for items, from its parameter `at`. */
  readonly path: string;
  readonly dynamic: boolean;
  readonly scope: FunctionScope;
}

/** What the checks of one function agree on. */
export interface FunctionScope {
  readonly module: ModuleScope;
  /** A variable for a field or an item, new in this function. */
  readonly newVariable: (name: string) => string;
  /** The function that checks a shape which contains itself. */
  readonly definitionName: (name: string) => string;
}

/** Words of the language, and names that the functions use themselves. */
const reserved = [...runtimeNames, ...reservedWords, 'at', 'data', 'key', 'rules', 'Number'];

/** Names that patterns and functions of the module may have. */
const modulePattern = /pattern\d*$|^check[A-Z]/i;

/** Starts a function. */
export function createFunctionScope(
  module: ModuleScope,
  definitionName: FunctionScope['definitionName'],
): FunctionScope {
  const taken = new Set(reserved);
  return {
    module,
    definitionName,
    newVariable: (name) => {
      const base = camelCase(name);
      const variable = freeName(modulePattern.test(base) ? `${base}Value` : base, taken);
      taken.add(variable);
      return variable;
    },
  };
}

/** The path as an expression. */
export function printPath({ path, dynamic }: ValuePlace): string {
  if (!dynamic) return quote(path);
  return path === '' ? 'at' : `\`\${at}${path}\``;
}
