import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * The folder for what is downloaded once: A4C_CACHE_DIR, else the platform's place for caches
 * (XDG_CACHE_HOME or ~/.cache, ~/Library/Caches, %LOCALAPPDATA%).
 */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const own = env['A4C_CACHE_DIR'];
  if (own) return own;
  return join(cacheHome(env, platform), 'a4c-events');
}

function cacheHome(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  return env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
}

/** A program's place in the cache. Platform and version are in it: home folders are shared. */
export function cachedProgram(origin: string, name = 'temporal'): string {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const platform = `${process.platform}-${process.arch}`;
  return join(cacheFolder(), 'temporal', platform, origin, `${name}${suffix}`);
}

/**
 * Puts a program into its place so that another process sees it whole or not at all. Two that do
 * it at once both succeed; the later one stays.
 */
export async function storeProgram(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await using file = await open(partial, 'wx', 0o700);
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await chmod(partial, 0o755);
  await rename(partial, path);
}
