import type { ContractsIr, EventIr } from '../contract-ir.ts';
import { latestVersions } from '../latest-versions.ts';
import { indent, pascalCase } from '../print-validators/typescript-text.ts';
import { generatedNotice, type PrintedFiles } from '../printed-files.ts';
import { commentText, objectType, shapeType } from './shape-type.ts';

/**
 * The data of every event as plain types, which cost a type-checker a fraction of `z.infer` (1,000
 * events: 1 s instead of 5 to 12). Type literals below one interface: a named interface for each
 * event would be no `Record<string, unknown>`, and would have to be imported where it is inferred.
 */
export function printEventTypes({ events, metadata }: ContractsIr): PrintedFiles {
  const latest = latestVersions(events);
  const starters = Map.groupBy(
    latest.filter(({ starts }) => starts),
    ({ starts }) => starts?.workflow ?? '',
  );
  const parts = [
    `// ${generatedNotice}`,
    comment('`event_metadata` as it is stored.') +
      `export interface EventMetadata ${objectType(metadata, (name) => name)}`,
    ...latest.flatMap((event) => definitionTypes(event)),
    printMap(
      'The data of each event type, in its newest version.',
      'EventDataByType',
      latest.map((event) => dataMember(event)),
    ),
    printMap(
      'The event types that start each workflow.',
      'EventTypesByWorkflow',
      [...starters]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([workflow, started]) => {
          const types = started.map(({ type }) => `'${type}'`);
          return `${workflow}: ${types.join(' | ')};`;
        }),
    ),
  ];
  return { 'libs/contracts/src/generated/event-types.ts': `${parts.join('\n\n')}\n` };
}

function dataMember(event: EventIr): string {
  const { description, deprecated, type, data } = event;
  const note = deprecated === undefined ? '' : ` @deprecated ${deprecated}`;
  const members = objectType(data, (name) => definitionName(event, name));
  return `${comment(description + note)}'${type}': ${members};`;
}

function definitionTypes(event: EventIr): string[] {
  const nameOf = (name: string) => definitionName(event, name);
  return Object.entries(event.definitions ?? {}).map(
    ([name, shape]) => `export type ${nameOf(name)} = ${shapeType(shape, nameOf)};`,
  );
}

function definitionName({ type }: EventIr, name: string): string {
  return pascalCase(`${type}.${name}`);
}

function printMap(text: string, name: string, members: readonly string[]): string {
  return [`${comment(text)}export interface ${name} {`, ...indent(members), '}'].join('\n');
}

function comment(text: string): string {
  return `/** ${commentText(text)} */\n`;
}
