import type { StoredEvent } from '@a4c/contracts';
import { createTestDatabase, type TestDatabase } from '@a4c/test-harness';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The events that the guide and the metadata reference show, inserted as a service role would. */
let database: TestDatabase;
let service: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  service = new Pool({ connectionString: database.urlFor('service') });
});

afterAll(async () => {
  await service.end();
  await database[Symbol.asyncDispose]();
});

type Row = Partial<Record<'event_type' | 'aggregate_type' | 'aggregate_id', string | null>> &
  Partial<Record<'event_data' | 'event_metadata', Record<string, unknown>>>;

const timestamp = '2025-11-24T15:30:45.123Z';
const bootstrap: Row = {
  event_type: 'organization.bootstrap_initiated',
  aggregate_type: 'organization',
  aggregate_id: '550e8400-e29b-41d4-a716-446655440000',
  event_data: {
    name: 'Acme Corp',
    slug: 'acme-corp',
    owner_email: 'owner@acme.com',
    tier: 'premium',
    subdomain_enabled: true,
  },
};
const context = {
  workflow_id: 'org-bootstrap-550e8400-e29b-41d4-a716-446655440000',
  workflow_run_id: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  workflow_type: 'organizationBootstrapWorkflow',
};
const triggerMetadata = {
  timestamp,
  tags: ['production', 'ui-triggered'],
  source: 'api',
  user_id: '123e4567-e89b-12d3-a456-426614174000',
  correlation_id: 'trace-abc123',
  client_ip: '192.168.1.100',
  user_agent: 'Mozilla/5.0...',
};

const accepted: [string, Row][] = [
  [
    'the edge function of the guide',
    {
      ...bootstrap,
      event_data: { ...bootstrap.event_data, tier: 'free', subdomain_enabled: false },
      event_metadata: { timestamp, tags: ['production', 'ui-triggered'] },
    },
  ],
  [
    'the component of the guide',
    {
      ...bootstrap,
      event_metadata: {
        timestamp,
        tags: ['production', 'ui-triggered'],
        user_agent: 'Mozilla/5.0',
      },
    },
  ],
  ['the trigger event of the reference', { ...bootstrap, event_metadata: triggerMetadata }],
  [
    'the trigger event after processing',
    { ...bootstrap, event_metadata: { ...context, ...triggerMetadata } },
  ],
  [
    'the activity event of the reference',
    {
      event_type: 'organization.created',
      aggregate_type: 'organization',
      aggregate_id: '550e8400-e29b-41d4-a716-446655440000',
      event_data: {
        name: 'Acme Corp',
        slug: 'acme-corp',
        tier: 'premium',
        owner_id: '123e4567-e89b-12d3-a456-426614174000',
      },
      event_metadata: {
        ...context,
        activity_id: 'createOrganizationActivity',
        timestamp: '2025-11-24T15:30:46.456Z',
        tags: ['production'],
      },
    },
  ],
  [
    'the failed event of the reference',
    {
      ...bootstrap,
      event_metadata: {
        timestamp,
        tags: ['production', 'ui-triggered'],
        source: 'api',
        processing_error: 'Temporal server unavailable: connection timeout after 5000ms',
        retry_count: 3,
      },
    },
  ],
  [
    'the tags that the guide recommends',
    {
      ...bootstrap,
      event_metadata: {
        timestamp,
        tags: ['production', 'ui-triggered', 'user-123', 'experiment-abc'],
      },
    },
  ],
  [
    'the custom fields of the reference, with headers that were not sent',
    {
      ...bootstrap,
      event_metadata: {
        timestamp,
        tags: ['production'],
        client_ip: '192.168.1.100',
        user_agent: 'Mozilla/5.0',
        referrer: null,
        request_id: null,
        experiment_variant: 'new-ui',
        experiment_cohort: 'control',
        feature_flags: ['dark-mode', 'new-dashboard'],
      },
    },
  ],
];

describe('is accepted as it stands:', () => {
  test.each(accepted)('%s', async (_, row) => {
    const stored = await insert(row);
    expect(stored).toMatchObject({
      ...row,
      event_version: 1,
      processing_error: null,
      retry_count: 0,
    });
    const waits = row.event_type === 'organization.bootstrap_initiated';
    expect(stored.processed_at === null).toBe(waits);
    const { rows } = await service.query('SELECT status FROM event_status($1)', [stored.id]);
    expect(rows).toEqual([{ status: waits ? 'queued' : 'starts_nothing' }]);
  });
});

const contract = { code: '23514', constraint: 'domain_events_contract', table: 'domain_events' };

const refused: [string, Row, Record<string, string>][] = [
  [
    'the cleanup event of the guide: no contract declares its type',
    {
      event_type: 'organization.cleanup_initiated',
      aggregate_type: 'organization',
      aggregate_id: '550e8400-e29b-41d4-a716-446655440000',
      event_data: {
        reason: 'inactive_90_days',
        actions: ['archive_data', 'notify_owner', 'suspend_services'],
      },
      event_metadata: { timestamp, tags: ['cron', 'daily-cleanup'] },
    },
    { ...contract, detail: 'event_type: unknown_event_type' },
  ],
  [
    'the event data of "generate IDs upfront": not all that the contract requires',
    {
      ...bootstrap,
      event_data: { name: 'Acme Corp', slug: 'acme-corp', owner_email: 'owner@acme.com' },
      event_metadata: { timestamp },
    },
    { ...contract, detail: 'event_data.subdomain_enabled: required' },
  ],
  [
    'a name of fewer than three characters',
    {
      ...bootstrap,
      event_data: { ...bootstrap.event_data, name: 'Ac' },
      event_metadata: { timestamp },
    },
    { ...contract, detail: 'event_data.name: min_length 3' },
  ],
  [
    'metadata without a timestamp',
    { ...bootstrap, event_metadata: { tags: ['production'] } },
    { ...contract, detail: 'event_metadata.timestamp: required' },
  ],
  [
    'the abridged examples: they leave required columns out',
    {
      event_type: 'organization.bootstrap_initiated',
      event_metadata: { timestamp, tags: ['production'] },
    },
    { ...contract, detail: 'aggregate_type: required' },
  ],
  [
    'an aggregate id that the workflow is to generate',
    { ...bootstrap, aggregate_id: null, event_metadata: { timestamp } },
    { ...contract, detail: 'aggregate_id: required' },
  ],
];

describe('is refused:', () => {
  test.each(refused)('%s', async (_, row, error) => {
    await expect(insert(row)).rejects.toMatchObject(error);
  });
});

/** With the columns of the example and no other, as the guide's client would send it. */
async function insert(row: Row): Promise<StoredEvent> {
  const columns = Object.keys(row);
  const values = Object.values(row).map((value) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  );
  const { rows } = await service.query<StoredEvent>(
    `INSERT INTO domain_events (${columns.join(', ')})
     VALUES (${columns.map((__, index) => `$${index + 1}`).join(', ')}) RETURNING *`,
    values,
  );
  const [stored] = rows;
  if (stored === undefined) throw new Error('The INSERT returned no row.');
  return stored;
}
