import type { EventIr } from '../contract-ir.ts';

/**
 * A constant that holds a function for each event type, by version. A map by type: to put type and
 * version together to one key costs more than some functions do.
 *
 * @param type of the functions.
 */
export function printTable(
  name: string,
  type: string,
  events: readonly EventIr[],
  functionName: (event: EventIr) => string,
): string[] {
  const versions = `Readonly<Record<number, ${type}>>`;
  return [
    `export const ${name}: ReadonlyMap<string, ${versions}> = new Map<string, ${versions}>([`,
    ...[...Map.groupBy(events, (event) => event.type)].map(([eventType, group]) => {
      const entries = group.map((event) => `${event.version}: ${functionName(event)}`);
      return `  ['${eventType}', { ${entries.join(', ')} }],`;
    }),
    ']);',
  ];
}
