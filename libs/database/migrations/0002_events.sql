-- Up Migration

CREATE TABLE domain_events (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  sequence_number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  event_type text NOT NULL,
  event_version integer NOT NULL DEFAULT 1,
  aggregate_type text NOT NULL,
  aggregate_id uuid NOT NULL,
  event_data jsonb NOT NULL,
  event_metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  processed_at timestamptz,
  processing_error text,
  retry_count integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE domain_events IS
  'Business events, immutable. Only the processing columns and the relay''s metadata keys ever change.';
COMMENT ON COLUMN domain_events.id IS 'Also the request id of the workflow start and its idempotency key.';
COMMENT ON COLUMN domain_events.sequence_number IS
  'Order of insertion. Transactions commit in another order, and numbers may be missing.';
COMMENT ON COLUMN domain_events.event_type IS 'Name of a contract: <aggregate>.<past tense>.';
COMMENT ON COLUMN domain_events.event_version IS
  'Version of the contract. 0: from before the contracts, not checked, refused for new rows.';
COMMENT ON COLUMN domain_events.aggregate_type IS 'Kind of thing that the event is about.';
COMMENT ON COLUMN domain_events.aggregate_id IS 'The thing that the event is about.';
COMMENT ON COLUMN domain_events.event_data IS 'What happened; a closed object that the contract describes.';
COMMENT ON COLUMN domain_events.event_metadata IS
  'Context: timestamp, tags, workflow, errors; custom fields are kept as they are.';
COMMENT ON COLUMN domain_events.created_at IS
  'When the row was inserted, by the database''s clock. Imports by a4c_service may say an earlier time.';
COMMENT ON COLUMN domain_events.processed_at IS
  'When the workflow was started or attached to. NULL: not yet. Events that start nothing have it from the start.';
COMMENT ON COLUMN domain_events.processing_error IS 'Why the workflow could not be started at the last attempt.';
COMMENT ON COLUMN domain_events.retry_count IS 'Failed attempts to start the workflow, whatever their cause.';
COMMENT ON CONSTRAINT domain_events_pkey ON domain_events IS 'A second event with this id is the same event.';
COMMENT ON CONSTRAINT domain_events_sequence_number_key ON domain_events IS 'Pages and outcomes are told apart by it.';
COMMENT ON SEQUENCE domain_events_sequence_number_seq IS 'Numbers events, and the reprocessings between them.';

-- The four indexes of the metadata reference, by their documented names.
CREATE INDEX idx_domain_events_workflow_id ON domain_events ((event_metadata->>'workflow_id'))
  WHERE event_metadata->>'workflow_id' IS NOT NULL;
CREATE INDEX idx_domain_events_workflow_run_id ON domain_events ((event_metadata->>'workflow_run_id'))
  WHERE event_metadata->>'workflow_run_id' IS NOT NULL;
CREATE INDEX idx_domain_events_workflow_type ON domain_events ((event_metadata->>'workflow_id'), event_type)
  WHERE event_metadata->>'workflow_id' IS NOT NULL;
CREATE INDEX idx_domain_events_activity_id ON domain_events ((event_metadata->>'activity_id'))
  WHERE event_metadata->>'activity_id' IS NOT NULL;

-- jsonb_ops, not jsonb_path_ops: the documented query uses the operator ?, which only this class has.
CREATE INDEX idx_domain_events_tags ON domain_events USING gin ((event_metadata->'tags'));
CREATE INDEX idx_domain_events_user_id
  ON domain_events ((event_metadata->>'user_id'), sequence_number)
  WHERE event_metadata->>'user_id' IS NOT NULL;
CREATE INDEX idx_domain_events_correlation_id
  ON domain_events ((event_metadata->>'correlation_id'), sequence_number)
  WHERE event_metadata->>'correlation_id' IS NOT NULL;
CREATE INDEX idx_domain_events_aggregate ON domain_events (aggregate_id, sequence_number);
CREATE INDEX idx_domain_events_created_at ON domain_events (created_at);
-- Finds the few outcomes that say a workflow failed, in a history of any size.
CREATE INDEX idx_domain_events_event_type ON domain_events (event_type, sequence_number);
-- Few rows whatever the history's size: these hold only what still waits or went wrong.
CREATE INDEX idx_domain_events_unprocessed ON domain_events (sequence_number) WHERE processed_at IS NULL;
CREATE INDEX idx_domain_events_processing_error ON domain_events (sequence_number)
  WHERE processing_error IS NOT NULL;
CREATE INDEX idx_domain_events_metadata_error ON domain_events (created_at)
  WHERE event_metadata->>'processing_error' IS NOT NULL;
COMMENT ON INDEX idx_domain_events_workflow_id IS 'All events of a workflow.';
COMMENT ON INDEX idx_domain_events_workflow_run_id IS 'All events of one execution of a workflow.';
COMMENT ON INDEX idx_domain_events_workflow_type IS 'Events of one type of a workflow.';
COMMENT ON INDEX idx_domain_events_activity_id IS 'All events that an activity emitted.';
COMMENT ON INDEX idx_domain_events_tags IS 'Events that carry a tag.';
COMMENT ON INDEX idx_domain_events_user_id IS 'Events that a user caused, in order.';
COMMENT ON INDEX idx_domain_events_correlation_id IS 'Events of one distributed request, in order.';
COMMENT ON INDEX idx_domain_events_aggregate IS 'History of one aggregate, in order.';
COMMENT ON INDEX idx_domain_events_created_at IS 'Events by time of insertion, for retention and reports.';
COMMENT ON INDEX idx_domain_events_event_type IS 'Events of one type, in order.';
COMMENT ON INDEX idx_domain_events_unprocessed IS 'Events whose workflow has not been started.';
COMMENT ON INDEX idx_domain_events_processing_error IS 'Events whose workflow could not be started.';
COMMENT ON INDEX idx_domain_events_metadata_error IS 'The same, asked by the copy in event_metadata.';

-- The planner takes no statistics from a partial index. Without them it guesses 0.5 % of the table,
-- and from a few million rows on reads the whole table in order instead of one workflow's events.
CREATE STATISTICS stat_domain_events_workflow_id ON (event_metadata->>'workflow_id') FROM domain_events;
CREATE STATISTICS stat_domain_events_workflow_run_id ON (event_metadata->>'workflow_run_id')
  FROM domain_events;
CREATE STATISTICS stat_domain_events_activity_id ON (event_metadata->>'activity_id') FROM domain_events;
COMMENT ON STATISTICS stat_domain_events_workflow_id IS 'How many events workflows have.';
COMMENT ON STATISTICS stat_domain_events_workflow_run_id IS 'How many events executions have.';
COMMENT ON STATISTICS stat_domain_events_activity_id IS 'How many events activities emitted.';

ALTER TABLE domain_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY trusted_reads ON domain_events FOR SELECT
  TO a4c_service, a4c_worker, a4c_relay, a4c_operator, a4c_reader USING (true);
CREATE POLICY trusted_inserts ON domain_events FOR INSERT TO a4c_service, a4c_worker WITH CHECK (true);
CREATE POLICY processing_updates ON domain_events FOR UPDATE
  TO a4c_service, a4c_relay, a4c_operator USING (true) WITH CHECK (true);
CREATE POLICY edge_reads ON domain_events FOR SELECT TO a4c_edge
  USING (contracts.emittable_over_http(event_type));
-- What only the relay and the activities may say is refused from the edge, whatever the edge checks.
CREATE POLICY edge_inserts ON domain_events FOR INSERT TO a4c_edge
  WITH CHECK (
    contracts.emittable_over_http(event_type)
    AND NOT event_metadata ?| ARRAY[
      'workflow_id', 'workflow_run_id', 'workflow_type', 'activity_id', 'parent_workflow_id',
      'parent_workflow_run_id', 'parent_workflow_type', 'processing_error', 'retry_count'
    ]
  );
COMMENT ON POLICY trusted_reads ON domain_events IS 'Our own processes and people read every event.';
COMMENT ON POLICY trusted_inserts ON domain_events IS 'Trusted code inserts every event that keeps its contract.';
COMMENT ON POLICY processing_updates ON domain_events IS 'Column rights and triggers say what may change.';
COMMENT ON POLICY edge_reads ON domain_events IS 'The edge reads back only what clients may emit.';
COMMENT ON POLICY edge_inserts ON domain_events IS
  'The edge inserts what clients may emit, without what only the relay and activities may say.';

GRANT SELECT ON domain_events
  TO a4c_edge, a4c_service, a4c_worker, a4c_relay, a4c_operator, a4c_reader;
-- Without sequence_number: one that is given by hand makes a later insert fail when the sequence gets there.
GRANT INSERT (id, event_type, event_version, aggregate_type, aggregate_id, event_data, event_metadata,
    created_at, processed_at, processing_error, retry_count)
  ON domain_events TO a4c_service;
GRANT INSERT (id, event_type, event_version, aggregate_type, aggregate_id, event_data, event_metadata)
  ON domain_events TO a4c_edge, a4c_worker;
GRANT UPDATE (processed_at, processing_error, retry_count) ON domain_events
  TO a4c_service, a4c_operator;
GRANT UPDATE (processed_at, processing_error, retry_count, event_metadata) ON domain_events TO a4c_relay;

-- Behind a row policy, even one that is true, the planner may not look at the statistics of the tags.
-- The view reads as the owner, to whom no policy applies.
CREATE VIEW readable_events AS SELECT * FROM domain_events;
COMMENT ON VIEW readable_events IS
  'domain_events for roles that may read every event, with plans that know how frequent a tag is.';
GRANT SELECT ON readable_events TO a4c_service, a4c_operator, a4c_reader;
