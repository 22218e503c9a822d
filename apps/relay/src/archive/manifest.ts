import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ArchiveError, cannotRead, cannotWrite } from './archive-error.ts';
import { writeDurably } from './write-durably.ts';

/** One file of the archive. Times are in UTC, with microseconds. */
export interface ArchiveFile {
  readonly name: string;
  /** `2024-05`, by time of insertion in UTC. */
  readonly month: string;
  readonly events: number;
  readonly bytes: number;
  /** Of the file as it is, as `sha256sum` tells it. */
  readonly sha256: string;
  readonly first_sequence_number: number;
  readonly last_sequence_number: number;
  readonly first_created_at: string;
  readonly last_created_at: string;
  /** The contracts that were in force when the file was written. */
  readonly contract_set: string | null;
}

interface Manifest {
  readonly format: typeof format;
  readonly files: readonly ArchiveFile[];
}

export const manifestName = 'manifest.json';
const format = 'a4c-event-archive/1';

/** The files that the manifest of a directory names; none without a manifest. */
export async function readManifest(folder: string): Promise<ArchiveFile[]> {
  const path = join(folder, manifestName);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw cannotRead(path, error);
  }
  const manifest = parsed(text);
  if (manifest?.format !== format || !Array.isArray(manifest.files)) {
    throw new ArchiveError(
      'manifest_unreadable',
      `${path} is no manifest of the format ${format}. Move it away: it is made anew from the files beside it.`,
    );
  }
  return [...manifest.files];
}

/** Replaces the manifest as a whole. */
export async function writeManifest(folder: string, files: readonly ArchiveFile[]): Promise<void> {
  const path = join(folder, manifestName);
  const manifest: Manifest = {
    format,
    files: files.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  };
  try {
    await writeDurably(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

function parsed(text: string): Partial<Manifest> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
