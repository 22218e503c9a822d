import { type EventContract, eventMetadata } from '@a4c/contracts';
import {
  collectContracts,
  type ContractsIr,
  printContractsSql,
  printSdk,
  printValidators,
} from '@a4c/generators/codegen';

import type { Subject } from './judges/judge.ts';

/** Contracts that are fuzzed together, and what is printed from them to check documents. */
export interface Corpus {
  readonly name: string;
  readonly subjects: readonly Subject[];
  readonly sql: readonly string[];
  /** Text by path. */
  readonly validators: Readonly<Record<string, string>>;
  readonly sdk: Readonly<Record<string, string>>;
}

const uuid = '123e4567-e89b-42d3-a456-426614174000';

/** Every field of the reference, and the least that an emitter says. */
const metadataExamples = [
  {
    timestamp: '2025-01-15T10:30:45.123Z',
    tags: ['production', 'priority-high'],
    source: 'worker',
    user_id: uuid,
    correlation_id: 'request-1',
    workflow_id: 'org-bootstrap-1',
    workflow_run_id: uuid,
    workflow_type: 'organizationBootstrapWorkflow',
    activity_id: 'createOrganizationActivity',
    parent_workflow_id: 'org-bootstrap-0',
    parent_workflow_run_id: uuid,
    parent_workflow_type: 'organizationBootstrapWorkflow',
    processing_error: 'none',
    retry_count: 2,
    custom: { nested: [1, { deep: 'x' }] },
  },
  { timestamp: '2024-02-29T00:00:00.000Z' },
];

/** One subject for each contract, and the metadata where it is asked for. */
export function createCorpus(
  name: string,
  contracts: readonly EventContract[],
  { withMetadata }: { readonly withMetadata: boolean },
): Corpus {
  const ir = collectContracts(contracts, eventMetadata);
  const data = contracts.flatMap((contract) => dataSubjects(contract, ir));
  return {
    name,
    subjects: withMetadata ? [...data, metadataSubject(ir)] : data,
    sql: Object.values(printContractsSql(ir)),
    validators: printValidators(ir),
    sdk: printSdk(ir),
  };
}

function dataSubjects(contract: EventContract, { events }: ContractsIr): Subject[] {
  const event = events.find(
    ({ type, version }) => type === contract.type && version === contract.version,
  );
  if (event === undefined) return [];
  return [
    {
      name: `${event.type} v${event.version}`,
      column: 'event_data',
      zod: contract.data,
      shape: event.data,
      event,
      examples: contract.examples,
    },
  ];
}

function metadataSubject({ metadata }: ContractsIr): Subject {
  return {
    name: 'event_metadata',
    column: 'event_metadata',
    zod: eventMetadata,
    shape: metadata,
    event: undefined,
    examples: metadataExamples,
  };
}
