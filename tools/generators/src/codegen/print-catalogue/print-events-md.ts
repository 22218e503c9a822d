import type { ContractsIr, EventIr } from '../contract-ir.ts';
import { latestVersions } from '../latest-versions.ts';
import { generatedNotice, type PrintedFiles } from '../printed-files.ts';
import { type Outcome, printEventSection } from './event-section.ts';
import { fieldRows } from './field-rows.ts';
import { code, linkToEvent, table } from './markdown.ts';
import { printWorkflowDiagram } from './workflow-diagram.ts';

/** The catalogue: what every event means, holds, starts, and how it is emitted. */
export function printEventsMd({ events, metadata }: ContractsIr): PrintedFiles {
  const latest = latestVersions(events);
  const sections = Map.groupBy(events, ({ type }) => type);
  const parts = [
    `<!-- ${generatedNotice} -->`,
    '# Events',
    'What can be stored, by the contracts in `libs/contracts`. `event_data` is closed: a key that is not listed is refused. Fields are required unless they may be missing; lengths count Unicode code points.',
    table(
      ['event', 'version', 'starts or signals', 'over HTTP'],
      latest.map((event) => overviewRow(event)),
    ),
    printWorkflowDiagram(latest),
    ...[...sections].map(([type, versions]) =>
      printEventSection(versions, outcomesOf(type, latest)),
    ),
    '## Metadata of every event',
    '`event_metadata` may hold further keys, which are kept as they are. Who writes which field: [event metadata](../event-metadata.md).',
    table(['field', 'type', 'rules'], fieldRows({ data: metadata })),
  ];
  return { 'docs/reference/generated/events.md': `${parts.join('\n\n')}\n` };
}

function overviewRow({ type, version, starts, signals, http }: EventIr): string[] {
  const workflow = (starts ?? signals)?.workflow;
  return [
    linkToEvent(type),
    String(version),
    workflow === undefined ? '' : code(workflow),
    http ? code(`POST /${http.function}`) : '',
  ];
}

function outcomesOf(type: string, events: readonly EventIr[]): Outcome[] {
  return events.flatMap(({ starts }): Outcome[] => {
    if (starts?.completedBy === type) return [{ workflow: starts.workflow, result: 'completed' }];
    if (starts?.failedBy === type) return [{ workflow: starts.workflow, result: 'failed' }];
    return [];
  });
}
