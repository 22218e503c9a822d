import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const workspace = join(import.meta.dirname, '../../../..');

/**
 * The text as oxfmt leaves it in this place, before it is written anywhere.
 *
 * @throws Error with what oxfmt said, when it cannot be run or does not take the text.
 */
export function formatSource(
  path: string,
  text: string,
  oxfmt = join(workspace, 'node_modules/oxfmt/bin/oxfmt'),
): string {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [oxfmt, `--stdin-filepath=${path}`],
    { cwd: workspace, input: text, encoding: 'utf8' },
  );
  if (error === undefined && status === 0) return stdout;
  throw new Error(
    `Nothing was written, because oxfmt cannot format ${path}. Correct what it says, or run "npm ci" if it is missing:\n${error?.message ?? stderr.trim()}`,
  );
}
