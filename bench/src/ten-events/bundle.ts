import { build } from 'esbuild';

/** One self-contained ES module from a source text, whose imports are seen from this package. */
export async function bundle(source: string, { minify }: { minify: boolean }): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
