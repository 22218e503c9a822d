import { relative } from 'node:path';

import { readAppLine } from './stack/app-line.ts';
import { devFile, refuseSecondStack, removeDevFile, writeDevFile } from './stack/dev-file.ts';
import { endingSignal, endNow } from './stack/ending-signal.ts';
import { keepRunning } from './stack/keep-running.ts';
import { type Stack, startStack } from './stack/start-stack.ts';

/** `npm run dev`: everything, with the Temporal UI, until Ctrl-C. */
const ending = endingSignal();
const stopping = new AbortController();
try {
  refuseSecondStack();
  const starting = startStack({
    ui: true,
    log: print,
    appLog: (name, line) => print(readAppLine(name, line).text),
  });
  const stack = await Promise.race([starting, ending.then(() => undefined)]);
  // It may be downloading: nothing of it is worth waiting for.
  if (stack === undefined) await endNow(0);
  else await run(stack);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await endNow(1);
}

async function run(stack: Stack): Promise<void> {
  await writeDevFile(stack);
  printAddresses(stack);
  const failure = await Promise.race([
    keepRunning(stack, {
      log: print,
      changed: async () => writeDevFile(stack),
      signal: stopping.signal,
    }),
    ending.then(() => undefined),
  ]);
  stopping.abort();
  print(failure === undefined ? 'Stopping' : `${failure} The others are stopped.`);
  await removeDevFile();
  await stack.stop();
  await endNow(failure === undefined ? 0 : 1);
}

function printAddresses(stack: Stack): void {
  const file = relative(process.cwd(), devFile);
  print(`
  edge         ${stack.edgeUrl}
  Temporal UI  ${stack.temporalUiUrl ?? 'where TEMPORAL_ADDRESS has it'}
  everything   ${file} (addresses, passwords, a token, pids)

  curl -i ${stack.edgeUrl}/create-organization \\
    -H "Authorization: Bearer $(node -p "require('./${file}').token")" \\
    -H 'Content-Type: application/json' \\
    -d '{"name":"Acme Corp","slug":"acme-corp","owner_email":"owner@acme.example"}'

Ctrl-C ends everything.`);
}

function print(line: string): void {
  console.log(line);
}
