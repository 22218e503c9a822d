import { cpus, loadavg, totalmem } from 'node:os';

import { benchChecks } from './checks.ts';
import { benchCodegen } from './codegen.ts';
import { benchRelay } from './relay/bench-relay.ts';
import { benchSizes } from './sizes.ts';
import { benchTypes } from './types.ts';
import { benchValidations } from './validations.ts';

/** What `npm run bench -- <name>` measures; without a name, the relay. */
const benches: Readonly<Record<string, (given: readonly string[]) => Promise<void>>> = {
  relay: benchRelay,
  codegen: benchCodegen,
  checks: benchChecks,
  validations: benchValidations,
  sizes: benchSizes,
  types: benchTypes,
};

const [first = 'relay', ...others] = process.argv.slice(2);
const given = first.startsWith('-') ? [first, ...others] : others;
const name = first.startsWith('-') ? 'relay' : first;
const bench = benches[name];
if (bench === undefined) {
  throw new Error(`No bench is called "${name}". Use one of: ${Object.keys(benches).join(', ')}.`);
}
const [cpu] = cpus();
console.log(
  `Machine: ${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)} before it begins. ` +
    `Date: ${new Date().toISOString().slice(0, 10)}.\n`,
);
await bench(given);
