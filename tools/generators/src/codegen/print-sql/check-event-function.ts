import type { EventIr } from '../contract-ir.ts';
import { checkFunctionName } from './check-function.ts';
import { printFunction } from './sql-function.ts';
import { indent, quoteLiteral } from './sql-text.ts';

/**
 * The function behind the table's CHECK: a binary tree of IFs over the type names, so that an INSERT
 * costs nearly the same whatever the number of types, then the one function of the type and version.
 * It raises instead of returning false: a failed CHECK would print the whole row.
 */
export function printCheckEvent(events: readonly EventIr[]): string {
  const types = [...Map.groupBy(events, ({ type }) => type).values()];
  return printFunction({
    name: 'contracts.check_event',
    parameters: [
      'event_type text',
      'event_version integer',
      'aggregate_type text',
      'event_data jsonb',
      'event_metadata jsonb',
    ],
    returns: 'boolean',
    // Operators are looked up when the body runs: nobody shall slip his own in.
    attributes: ["SET search_path = ''"],
    declarations: ['problem text;'],
    body: [
      printTree(types),
      'problem := coalesce(problem, contracts.event_metadata_v1(event_metadata));',
      raise,
      'RETURN true;',
    ].join('\n'),
    comment:
      'True when the event keeps its contract, otherwise raises check_violation with the first broken rule as detail, never with a value.',
  });
}

/** @param types the versions of each type, sorted by type in code unit order, as COLLATE "C" sorts. */
function printTree(types: readonly (readonly EventIr[])[]): string {
  const [first] = types;
  if (first === undefined) return "problem := 'event_type: unknown_event_type';";
  if (types.length === 1) return printVersions(first);
  const middle = Math.ceil(types.length / 2);
  const pivot = types[middle]?.[0]?.type ?? '';
  return [
    `IF event_type COLLATE "C" < ${quoteLiteral(pivot)} THEN`,
    indent(printTree(types.slice(0, middle))),
    'ELSE',
    indent(printTree(types.slice(middle))),
    'END IF;',
  ].join('\n');
}

function printVersions(versions: readonly EventIr[]): string {
  const type = quoteLiteral(versions[0]?.type ?? '');
  const whens = versions.map((event) => {
    const aggregateType = quoteLiteral(event.aggregateType);
    return `WHEN event_version = ${event.version} AND aggregate_type = ${aggregateType} THEN ${checkFunctionName(event)}(event_data)`;
  });
  const numbers = versions.map(({ version }) => version);
  const isKnown = numbers.length === 1 ? `= ${numbers.join('')}` : `IN (${numbers.join(', ')})`;
  return [
    'problem := CASE',
    `  WHEN event_type IS DISTINCT FROM ${type} THEN 'event_type: unknown_event_type'`,
    ...whens.map((when) => `  ${when}`),
    `  WHEN event_version ${isKnown} THEN 'aggregate_type: one_of'`,
    "  ELSE 'event_version: unknown_event_version'",
    'END;',
  ].join('\n');
}

/** An unknown type is not repeated: it is what the sender wrote, not a name of ours. */
const raise = `IF problem IS NOT NULL THEN
  RAISE check_violation USING
    MESSAGE = CASE problem
      WHEN 'event_type: unknown_event_type' THEN 'no contract declares the event type'
      WHEN 'event_version: unknown_event_version' THEN format('no contract declares that version of event "%s"', event_type)
      ELSE format('event "%s" version %s breaks its contract', event_type, event_version)
    END,
    DETAIL = problem,
    HINT = 'Correct what the detail names; docs/reference/generated/events.md lists the rules of every event.',
    SCHEMA = 'public',
    TABLE = 'domain_events',
    COLUMN = substring(problem FROM '^[a-z_]+'),
    CONSTRAINT = 'domain_events_contract';
END IF;`;
