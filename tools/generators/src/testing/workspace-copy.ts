import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const workspace = join(import.meta.dirname, '../../../..');

/** What a command of Nx printed, without colours, and how it ended. */
export interface NxRun {
  readonly status: number | null;
  readonly output: string;
}

/**
 * This workspace's files in a folder of their own, with its node_modules, so that Nx can be run on
 * them with a daemon of its own. Ends the daemon and removes the folder when it is disposed of.
 */
export function copyWorkspace() {
  const root = mkdtempSync(join(tmpdir(), 'a4c-workspace-'));
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: workspace,
    encoding: 'utf8',
  });
  for (const path of listed.split('\0').filter((file) => file !== '')) {
    if (!existsSync(join(workspace, path))) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(workspace, path), join(root, path));
  }
  linkModules(root);
  execFileSync('git', ['init', '-q'], { cwd: root });

  function nx(...given: string[]): NxRun {
    const { status, stdout, stderr } = spawnSync('npx', ['nx', ...given], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'true', NO_COLOR: '1', FORCE_COLOR: '0', CI: '' },
    });
    return { status, output: stdout + stderr };
  }

  return {
    root,
    nx,
    exists: (path: string) => existsSync(join(root, path)),
    read: (path: string) => readFileSync(join(root, path), 'utf8'),
    write(path: string, text: string): void {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    [Symbol.dispose]() {
      nx('daemon', '--stop');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Links to what npm installed; those of our own packages lead into the copy. */
function linkModules(root: string): void {
  const [from, to] = [join(workspace, 'node_modules'), join(root, 'node_modules')];
  mkdirSync(join(to, '@a4c'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '@a4c' && name !== '.cache') symlinkSync(join(from, name), join(to, name));
  }
  for (const name of readdirSync(join(from, '@a4c'))) {
    symlinkSync(readlinkSync(join(from, '@a4c', name)), join(to, '@a4c', name));
  }
  // What npm could not put on top, because another version is there.
  for (const path of globSync(['*/*/node_modules', 'bench/node_modules'], { cwd: workspace })) {
    if (existsSync(join(root, dirname(path))) && !path.startsWith('node_modules')) {
      symlinkSync(join(workspace, path), join(root, path));
    }
  }
}
