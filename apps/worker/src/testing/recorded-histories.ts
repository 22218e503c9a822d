import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { temporal } from '@temporalio/proto';

// Not the SDK's historyFromJSON: that fails when npm gives @temporalio/common and @temporalio/proto
// copies of protobufjs of their own.
const { History } = temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;

/** Histories that are committed: `<workflow>.<how it ended>`. */
export const recordedHistories = [
  'organization-bootstrap-workflow.completed',
  'organization-bootstrap-workflow.undone',
  'user-invitation-workflow.accepted',
  'user-invitation-workflow.signalled-last',
  'user-invitation-workflow.expired',
] as const;

export type RecordedHistory = (typeof recordedHistories)[number];

/** Reads a committed history. */
export async function readHistory(name: RecordedHistory): Promise<History> {
  return History.fromObject(JSON.parse(await readFile(fileOf(name), 'utf8')));
}

/** Replaces a committed history, less what names the machine; replay does not look at that. */
export async function writeHistory(name: RecordedHistory, history: History): Promise<void> {
  const text = JSON.stringify(History.fromObject(history), withoutMachine, 2);
  await writeFile(fileOf(name), `${text.replaceAll(hostname(), 'host')}\n`);
}

function withoutMachine(key: string, value: unknown): unknown {
  return key === 'stackTrace' || key === 'identity' ? undefined : value;
}

function fileOf(name: RecordedHistory): string {
  return join(import.meta.dirname, '../workflows/histories', `${name}.json`);
}
