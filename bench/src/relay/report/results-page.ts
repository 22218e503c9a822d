import { printCircumstances, printGoals, printTable } from './print-part.ts';
import type { PartResult } from './results-file.ts';

/** The page of results: the figures to reach first, then each part with its tables and plots. */
export function printResultsPage(parts: readonly PartResult[]): string {
  return [
    '# The relay beside its peers: results',
    'Printed by `npm run bench -- relay --out docs/explanation/benchmarks`; how it is measured, what the subjects are and what each of them does that the others do not: [performance](../performance.md). The numbers behind it: [relay.json](relay.json).',
    '## Figures to reach',
    printGoals(parts.flatMap(({ goals }) => goals)),
    ...parts.flatMap(printPartOfPage),
  ]
    .join('\n\n')
    .concat('\n');
}

const titles: Record<PartResult['part'], string> = {
  writers: 'Writers',
  latency: 'Latency',
  drain: 'Backlog',
  xmin: 'Old snapshots',
  memory: 'Memory',
  temporal: 'With the real Temporal server',
};

function printPartOfPage({ part, circumstances, tables, charts }: PartResult): string[] {
  return [
    `## ${titles[part]}`,
    printCircumstances(circumstances),
    ...tables.map(printTable),
    ...charts.map(({ name, title }) => `![${title}](${name}.svg)`),
  ];
}
