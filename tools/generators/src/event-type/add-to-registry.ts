import type { Tree } from '@nx/devkit';

interface NewLine {
  readonly registryFile: string;
  /** Folder of the registry. */
  readonly source: string;
  readonly type: string;
  readonly variable: string;
  /** Of the contract's file, from the registry, without its ending. */
  readonly path: string;
}

/**
 * The registry's text with one more import, sorted by path, and one more line, sorted by type. The
 * rest stays as it is.
 *
 * @throws Error when the variable is taken, or the registry does not look as it should.
 */
export function addToRegistry(tree: Tree, added: NewLine): string {
  const { registryFile, variable } = added;
  const text = tree.read(registryFile, 'utf8') ?? '';
  const parts = /^(.*export const registry = \[\n)(.*)(^\] as const satisfies .*)$/ms.exec(text);
  const [, head, list, tail] = parts ?? [];
  if (head === undefined || list === undefined || tail === undefined) {
    throw new Error(
      `${registryFile} does not hold "export const registry = [ … ] as const satisfies …". Bring it into that form, then try again.`,
    );
  }
  const imports = new Map(
    [...head.matchAll(/import \{\s*(\w+),?\s*\} from '\.\/(events\/[^']+)\.ts';\n/g)].map(
      ([line, name = '', path = '']) => [name, { line, path }],
    ),
  );
  const taken = imports.get(variable);
  if (taken) {
    throw new Error(
      `The name ${variable} is taken by ${added.source}/${taken.path}.ts. Choose an event type with other words.`,
    );
  }
  return addImport(head, [...imports.values()], added) + addLine(tree, list, imports, added) + tail;
}

type Import = { readonly line: string; readonly path: string };

function addImport(head: string, imports: readonly Import[], { variable, path }: NewLine): string {
  const line = `import { ${variable} } from './${path}.ts';\n`;
  const next = imports.find((other) => other.path > path);
  if (next) return head.replace(next.line, () => line + next.line);
  const last = imports.at(-1)?.line ?? "import type { EventContract } from './define-event.ts';\n";
  return head.replace(last, () => last + line);
}

function addLine(
  tree: Tree,
  list: string,
  imports: ReadonlyMap<string, Import>,
  { source, type, variable }: NewLine,
): string {
  const lines = list.split(/(?<=\n)/);
  const next = lines.findIndex((line) => {
    const other = imports.get(/^ {2}(\w+),/.exec(line)?.[1] ?? '');
    const contract = other && tree.read(`${source}/${other.path}.ts`, 'utf8');
    return (/^ {2}type: '([^']+)',$/m.exec(contract ?? '')?.[1] ?? '') > type;
  });
  return lines.toSpliced(next === -1 ? lines.length : next, 0, `  ${variable}, //\n`).join('');
}
