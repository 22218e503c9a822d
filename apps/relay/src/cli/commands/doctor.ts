import { Command } from 'commander';

import type { Cli, Output } from '../cli.ts';
import { withDatabase } from '../database/with-database.ts';
import type { Check, CheckStatus } from '../doctor/check.ts';
import { clockCheck } from '../doctor/checks/clock.ts';
import { directSessionCheck } from '../doctor/checks/direct-session.ts';
import { heldXminCheck } from '../doctor/checks/held-xmin.ts';
import { listenCheck } from '../doctor/checks/listen.ts';
import { missingRowsCheck } from '../doctor/checks/missing-rows.ts';
import { relaysCheck } from '../doctor/checks/relays.ts';
import { roleCheck } from '../doctor/checks/role.ts';
import { routesCheck } from '../doctor/checks/routes.ts';
import { schemaCheck } from '../doctor/checks/schema.ts';
import { serverCheck } from '../doctor/checks/server.ts';
import { temporalCheck } from '../doctor/checks/temporal.ts';
import { triggersCheck } from '../doctor/checks/triggers.ts';
import { vacuumCheck } from '../doctor/checks/vacuum.ts';
import { type NamedFinding, runChecks } from '../doctor/run-checks.ts';
import { exitCode } from '../exit-code.ts';
import { paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { writeJson, writeLines } from '../output/write-lines.ts';
import type { EndWith } from '../program.ts';

const checks: readonly Check[] = [
  serverCheck,
  schemaCheck,
  roleCheck,
  directSessionCheck,
  listenCheck,
  clockCheck,
  triggersCheck,
  routesCheck,
  missingRowsCheck,
  relaysCheck,
  heldXminCheck,
  vacuumCheck,
  temporalCheck,
];

/** `a4c-relay doctor` */
export function doctorCommand(cli: Cli, endWith: EndWith): Command {
  return new Command('doctor')
    .summary('look for what is broken')
    .description(
      'Looks at server, schema, role, session, LISTEN, clock, triggers, routes, queue, relays, xmin, vacuum\n' +
        'and Temporal. Says what it found and what to do; changes nothing. Exit code 1 when something fails.\n' +
        'Session and LISTEN are those of DATABASE_URL: run it with the one of a relay to test its way.',
    )
    .option('--json', 'one JSON object per finding and line')
    .addHelpText(
      'after',
      '\nExamples:\n  $ a4c-relay doctor\n  $ a4c-relay doctor --json | jq \'select(.status != "ok")\'\n',
    )
    .action(async (options: { json?: true }) => {
      await withDatabase(cli, { purpose: 'doctor', anySchema: true }, async (client) => {
        for await (const finding of runChecks(checks, { cli, client })) {
          if (finding.status === 'fail') endWith(exitCode.failed);
          if (options.json === true) writeJson(cli.out, finding);
          else writeLines(cli.out, findingLines(cli.out, finding));
        }
      });
    });
}

const styles: Readonly<Record<CheckStatus, 'green' | 'yellow' | 'red'>> = {
  ok: 'green',
  warn: 'yellow',
  fail: 'red',
};
const nameWidth = Math.max(...checks.map(({ name }) => name.length));

function findingLines(output: Output, { check, status, found, todo }: NamedFinding): string[] {
  const head = `${paint(output, styles[status], status.padEnd(4))}  ${check.padEnd(nameWidth)}  ${printable(found)}`;
  return todo === undefined ? [head] : [head, `${' '.repeat(8 + nameWidth)}${printable(todo)}`];
}
