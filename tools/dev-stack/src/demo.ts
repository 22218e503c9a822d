import { parseArgs } from 'node:util';

import { toJson } from './demo/demo-result.ts';
import { report } from './demo/report.ts';
import { runDemo } from './demo/run-demo.ts';
import { readAppLine } from './stack/app-line.ts';
import { endingSignal, endNow } from './stack/ending-signal.ts';
import { startStack } from './stack/start-stack.ts';

/**
 * `npm run demo`: everything is started, one HTTP request goes through the whole loop, and what
 * happened is printed. Exit code 0 only if the workflow completed. With `--json`, the last line is
 * one JSON object and everything else goes to stderr.
 */
const interrupted = 130;
try {
  const { json } = parseArgs({ options: { json: { type: 'boolean', default: false } } }).values;
  const outcome = await Promise.race([demonstrate(json), endingSignal()]);
  await endNow(outcome === 'shown' ? 0 : interrupted);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await endNow(1);
}

async function demonstrate(json: boolean): Promise<'shown'> {
  await using stack = await startStack({
    ui: true,
    log: (line) => console.error(line),
    appLog: (name, line) => {
      const { text, isWarning } = readAppLine(name, line);
      if (isWarning) console.error(text);
    },
  });
  const result = await runDemo(stack);
  const text = `\n${report(result)}`;
  if (json) console.error(text);
  else console.log(text);
  if (json) console.log(JSON.stringify(toJson(result)));
  return 'shown';
}
