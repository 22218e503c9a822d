import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const workspace = join(import.meta.dirname, '../../../..');

/**
 * A text as the workspace's formatter leaves it.
 *
 * @throws Error when the formatter cannot be run.
 */
export function formatted(fileName: string, text: string): string {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [join(workspace, 'node_modules/oxfmt/bin/oxfmt'), `--stdin-filepath=${fileName}`],
    { cwd: workspace, input: text, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 },
  );
  if (error === undefined && status === 0) return stdout;
  throw new Error(
    `oxfmt cannot format ${fileName}: ${error?.message ?? stderr.trim()}. Run "npm ci" if it is missing.`,
  );
}
