import { createHash } from 'node:crypto';

import { Client } from 'pg';

/**
 * Fills the store with 100,000 events of 12,500 workflows as production would have them: eight events
 * each, one in a thousand workflows failed, one in a thousand not started, half of these with an
 * error. The triggers and checks are on.
 */
export async function fillEventStore(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(uuidOfFunction);
    await owner.query(insertEvents);
    await owner.query(startWorkflows);
    await owner.query(
      'DELETE FROM workflow_dispatch d USING domain_events e WHERE e.id = d.event_id AND e.processed_at IS NOT NULL',
    );
    await owner.query(failStarts);
    await owner.query('VACUUM ANALYZE domain_events');
  } finally {
    await owner.end();
  }
}

/** A UUID of version 4 in form, always the same for a text; the filled store draws its ids with it. */
export function uuidOf(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

const uuidOfFunction = `
CREATE FUNCTION pg_temp.uuid_of(text) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN overlay(overlay(md5($1) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid`;

const insertEvents = `
INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
SELECT kind.event_type, split_part(kind.event_type, '.', 1), pg_temp.uuid_of('organization ' || w),
  kind.event_data::jsonb,
  jsonb_build_object(
    'timestamp', '2026-01-02T03:04:05.678Z',
    'tags', CASE
      WHEN w % 1000 = 7 THEN '["staging", "cron-triggered"]'::jsonb
      WHEN step = 0 THEN '["production", "ui-triggered"]'
      ELSE '["production"]'
    END,
    'source', 'api',
    'user_id', pg_temp.uuid_of('user ' || w % 1000),
    'correlation_id', 'trace-' || w
  ) || CASE
    WHEN step = 0 THEN '{}'
    ELSE jsonb_build_object(
      'workflow_id', 'org-bootstrap-' || pg_temp.uuid_of('organization ' || w),
      'workflow_run_id', pg_temp.uuid_of('run ' || pg_temp.uuid_of('organization ' || w)),
      'workflow_type', 'organizationBootstrapWorkflow',
      'activity_id', CASE WHEN w % 1000 = 7 THEN 'rareActivity' ELSE 'activity' || step END
    )
  END
FROM generate_series(0, 12499) w, generate_series(0, 7) step
CROSS JOIN LATERAL (
  VALUES
    (step = 0, 'organization.bootstrap_initiated',
      '{"name": "Acme Corp", "slug": "acme-corp", "owner_email": "owner@acme.example", "tier": "premium", "subdomain_enabled": true}'),
    (step IN (1, 6), 'user.created', '{"email": "owner@acme.example"}'),
    (step IN (2, 3, 5), 'organization.owner_assigned', '{"user_id": "123e4567-e89b-42d3-a456-426614174000"}'),
    (step = 4, 'organization.subdomain_provisioned', '{"subdomain": "acme-corp.example.com"}'),
    (step = 7 AND w % 1000 = 3, 'organization.bootstrap_failed',
      '{"stage": "create_owner", "reason": "No such zone.", "not_undone": []}'),
    (step = 7 AND w % 1000 <> 3, 'organization.created',
      '{"name": "Acme Corp", "slug": "acme-corp", "tier": "premium", "owner_id": "123e4567-e89b-42d3-a456-426614174000"}')
) kind (applies, event_type, event_data)
WHERE kind.applies
ORDER BY w, step`;

const startWorkflows = `
UPDATE domain_events
SET processed_at = clock_timestamp(),
  event_metadata = event_metadata || jsonb_build_object(
    'workflow_id', 'org-bootstrap-' || aggregate_id,
    'workflow_run_id', pg_temp.uuid_of('run ' || aggregate_id),
    'workflow_type', 'organizationBootstrapWorkflow'
  )
WHERE event_type = 'organization.bootstrap_initiated'
  AND substr(event_metadata->>'correlation_id', 7)::int % 1000 <> 5`;

const failStarts = `
UPDATE domain_events
SET processing_error = 'Temporal server unavailable', retry_count = 1,
  event_metadata = event_metadata || '{"processing_error": "Temporal server unavailable", "retry_count": 1}'
WHERE processed_at IS NULL AND sequence_number % 16000 < 8000`;
