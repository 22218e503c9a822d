import type { Reporter, TestCase, TestModule } from 'vitest/node';

import type { FaultRow } from './fault-test.ts';

/** Prints the table of faults after a run that had some: what was done, what was measured, how it went. */
export default class FaultTableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules
      .flatMap((module) => [...module.children.allTests()])
      .flatMap((test) => rowOf(test))
      .toSorted((one, other) => one.number - other.number);
    if (rows.length === 0) return;
    const lines = rows.map(({ number, fault, scale, figures, verdict }) => {
      const found = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
      return `| ${number} | ${fault} | ${scale} | ${found.join(', ')} | ${verdict} |`;
    });
    const head = ['| # | fault | scale | figures | verdict |', '| --- | --- | --- | --- | --- |'];
    console.log(`\n${[...head, ...lines].join('\n')}\n`);
  }
}

function rowOf(test: TestCase): (FaultRow & { verdict: string })[] {
  const { faultRow } = test.meta();
  if (faultRow === undefined) return [];
  return [{ ...faultRow, verdict: test.result().state }];
}
