import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { readAppLine } from './stack/app-line.ts';
import {
  defaultDevFile,
  refuseSecondStack,
  removeDevFile,
  writeDevFile,
} from './stack/dev-file.ts';
import { endingSignal, endNow } from './stack/ending-signal.ts';
import { keepRunning } from './stack/keep-running.ts';
import { type Stack, startStack } from './stack/start-stack.ts';

/**
 * `npm run dev`: everything, with the Temporal UI, until Ctrl-C. How to reach it is in
 * `.a4c/dev.json`, or in the file that `-- --file <path>` names.
 */
const option = { type: 'string', default: defaultDevFile } as const;
const ending = endingSignal();
const stopping = new AbortController();
try {
  const file = resolve(parseArgs({ options: { file: option } }).values.file);
  refuseSecondStack(file);
  const starting = startStack({
    ui: true,
    log: print,
    appLog: (name, line) => print(readAppLine(name, line).text),
  });
  const stack = await Promise.race([starting, ending.then(() => undefined)]);
  // It may be downloading: nothing of it is worth waiting for.
  if (stack === undefined) await endNow(0);
  else await run(stack, file);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await endNow(1);
}

async function run(stack: Stack, file: string): Promise<void> {
  await writeDevFile(file, stack);
  printAddresses(stack, relative(process.cwd(), file));
  const failure = await Promise.race([
    keepRunning(stack, {
      log: print,
      changed: async () => writeDevFile(file, stack),
      signal: stopping.signal,
    }),
    ending.then(() => undefined),
  ]);
  stopping.abort();
  print(failure === undefined ? 'Stopping' : `${failure} The others are stopped.`);
  await removeDevFile(file);
  await stack.stop();
  await endNow(failure === undefined ? 0 : 1);
}

function printAddresses(stack: Stack, file: string): void {
  print(`
  edge         ${stack.edgeUrl}
  Temporal UI  ${stack.temporalUiUrl ?? 'where TEMPORAL_ADDRESS has it'}
  everything   ${file} (addresses, passwords, a token, pids)

  curl -i ${stack.edgeUrl}/create-organization \\
    -H "Authorization: Bearer $(node -p "JSON.parse(fs.readFileSync('${file}')).token")" \\
    -H 'Content-Type: application/json' \\
    -d '{"name":"Acme Corp","slug":"acme-corp","owner_email":"owner@acme.example"}'

Ctrl-C ends everything.`);
}

function print(line: string): void {
  console.log(line);
}
