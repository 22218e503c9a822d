import { stringChecks } from '../contract-ir-checks.ts';
import type { ContractsIr, EventIr } from '../contract-ir.ts';
import { latestVersions } from '../latest-versions.ts';
import { checkName, metadataCheckName } from '../print-validators/check-function.ts';
import { camelCase, pascalCase } from '../print-validators/typescript-text.ts';

/** A name in a generated module, and what it stands for there. */
type NamedThing = readonly [name: string, what: string];

/** Names that one generated module would have twice; known only when all shapes are. */
export function generatedNameProblems(contracts: ContractsIr): string[] {
  return [
    ...collisions(typeNames(contracts)),
    ...collisions(checkNames(contracts)),
    ...emitFunctionProblems(contracts),
  ];
}

/** What `event-types.ts` exports. */
function typeNames({ events }: ContractsIr): NamedThing[] {
  return [
    ['EventMetadata', 'the metadata'],
    ['EventDataByType', 'the data of all events'],
    ['EventTypesByWorkflow', 'the events of all workflows'],
    ...latestVersions(events).flatMap((event) =>
      partsOf(event, (part) => pascalCase(`${event.type}.${part}`)),
    ),
  ];
}

/** The functions in `validators.ts`. */
function checkNames({ events }: ContractsIr): NamedThing[] {
  return [[metadataCheckName, 'the metadata'], ...events.flatMap((event) => checksOf(event))];
}

function checksOf(event: EventIr): NamedThing[] {
  const check = checkName(event);
  return [[check, label(event)], ...partsOf(event, (part) => check + pascalCase(part))];
}

function partsOf(event: EventIr, nameOf: (part: string) => string): NamedThing[] {
  return Object.keys(event.definitions ?? {}).map((part) => [
    nameOf(part),
    `${label(event)} at its recursive part "${part}"`,
  ]);
}

function collisions(names: readonly NamedThing[]): string[] {
  return [...Map.groupBy(names, ([name]) => name)].flatMap(([name, [first, ...others]]) =>
    others.map(
      ([, what]) =>
        `${what}: generated code calls it ${name}, as it does ${first?.[1]}. Choose other words for the event or the field.`,
    ),
  );
}

/** A module of the SDK holds the function, the checks of its event and the patterns that they use. */
function emitFunctionProblems(contracts: ContractsIr): string[] {
  const isPattern = patternNames(contracts);
  return latestVersions(contracts.events).flatMap((event) => {
    const { function: words } = event.http ?? {};
    if (words === undefined) return [];
    const name = camelCase(words);
    const what = isPattern(name) ? 'a pattern' : checksOf(event).find(([it]) => it === name)?.[1];
    if (what === undefined) return [];
    return [
      `${label(event)} at http.function: "${words}" is ${name}() in the SDK, which calls ${what} so. Write for example "${words}-user".`,
    ];
  });
}

/** `pattern`, `emailPattern`, each with or without a number. */
function patternNames(contracts: ContractsIr): (name: string) => boolean {
  const formats = stringChecks(contracts).flatMap((check) =>
    check.rule === 'format' ? [camelCase(`${check.format}_pattern`)] : [],
  );
  const bases = new Set(['pattern', ...formats]);
  return (name) => bases.has(name.replace(/\d+$/, ''));
}

function label({ type, version }: EventIr): string {
  return `${type} v${version}`;
}
