/**
 * The process behind `download-with-sdk.ts`: the SDK downloads its dev server into the folder that
 * is the only argument. The SDK has no "download only"; the server that it starts is ended at once.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [downloadDir = ''] = process.argv.slice(2);
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir } },
  });
  await environment.teardown();
} catch (error) {
  console.error(error instanceof Error ? rootCause(error.message) : String(error));
  process.exitCode = 1;
}

/** The SDK repeats the address at each level of its message; the part before the first says it. */
function rootCause(message: string): string {
  const [what = message] = message.split(/ for url /);
  const [, why] = /\): ([^()]*error[^()]*)$/.exec(message) ?? [];
  return why === undefined ? `${what}.` : `${what} (${why}).`;
}
