import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ArchiveError, cannotRead, cannotWrite } from './archive-error.ts';
import { describeFile } from './describe-file.ts';
import { type ArchiveFile, manifestName, readManifest, writeManifest } from './manifest.ts';

const dataForm = /^events-(\d{4,6}-\d{2})-\d+-[0-9a-f]{8}\.ndjson\.gz$/;
const partialForm = /^(?:events-[\d-]+\.\d+|manifest\.json)\.partial$/;

/** A directory that holds, or will hold, an archive. */
export interface ArchiveFolder {
  readonly path: string;
  /** As the manifest has them, oldest first. */
  readonly files: readonly ArchiveFile[];
  /** Puts a further file on the manifest. */
  add(file: ArchiveFile): Promise<void>;
}

/**
 * Opens a directory to write to: makes it if only itself is missing, takes away what an interrupted
 * run has left half written, and puts files on the manifest that it had no time to put there.
 *
 * @throws ArchiveError when it cannot be written to, or holds anything else.
 */
export async function openArchiveFolder(
  path: string,
  contractSet: string | null,
): Promise<ArchiveFolder> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
      throw cannotWrite(path, error);
  }
  const names = await listNames(path);
  for (const name of names.filter((found) => partialForm.test(found))) {
    // oxlint-disable-next-line no-await-in-loop -- one or two of them
    await rm(join(path, name)).catch((error: unknown) => {
      throw cannotWrite(join(path, name), error);
    });
  }
  const files = await listArchiveFiles(path, contractSet);
  // Always written, so that a directory without the right to write is found out before anything else.
  await writeManifest(path, files);
  return {
    path,
    files: [...files],
    async add(file) {
      files.push(file);
      await writeManifest(path, files);
    },
  };
}

/**
 * The files of an archive, oldest first: those of the manifest, also where they were moved to another
 * place meanwhile, and those that it does not name yet.
 */
export async function listArchiveFiles(
  path: string,
  contractSet: string | null,
): Promise<ArchiveFile[]> {
  const files = await readManifest(path);
  const known = new Set(files.map(({ name }) => name));
  const names = (await listNames(path)).filter((name) => dataForm.test(name) && !known.has(name));
  for (const name of names) {
    // oxlint-disable-next-line no-await-in-loop -- one file after the other: each is read as a whole
    const description = await describeFile(join(path, name));
    const month = dataForm.exec(name)?.[1] ?? '';
    files.push(entryOf(name, month, description, contractSet));
  }
  return files.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The line of a file in the manifest. */
export function entryOf(
  name: string,
  month: string,
  { events, bytes, sha256, first, last }: Awaited<ReturnType<typeof describeFile>>,
  contractSet: string | null,
): ArchiveFile {
  return {
    name,
    month,
    events,
    bytes,
    sha256,
    first_sequence_number: first.sequenceNumber,
    last_sequence_number: last.sequenceNumber,
    first_created_at: first.createdAt,
    last_created_at: last.createdAt,
    contract_set: contractSet,
  };
}

/** Hidden files and `lost+found`, which mounted volumes have, are nobody's. */
async function listNames(path: string): Promise<string[]> {
  const names = await readdir(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  const ours = names.filter((name) => !name.startsWith('.') && name !== 'lost+found');
  const foreign = ours.filter(
    (name) => name !== manifestName && !dataForm.test(name) && !partialForm.test(name),
  );
  if (foreign.length > 0) {
    const others = foreign.length > 1 ? ` and ${foreign.length - 1} more` : '';
    throw new ArchiveError(
      'foreign_files',
      `${path} holds "${foreign[0]}"${others}, which is no part of an archive. Give a directory of its own, empty or written by "a4c-relay archive".`,
    );
  }
  return ours;
}
