-- Up Migration

CREATE TABLE workflow_route (
  event_type text PRIMARY KEY,
  kind text NOT NULL DEFAULT 'start' CHECK (kind IN ('start', 'signal')),
  workflow_type text NOT NULL,
  workflow_id_template text NOT NULL,
  signal_name text,
  task_queue text,
  completed_by text,
  failed_by text,
  paused boolean NOT NULL DEFAULT false,
  CONSTRAINT workflow_route_target CHECK (
    (kind = 'start') = (task_queue IS NOT NULL) AND (kind = 'signal') = (signal_name IS NOT NULL)
  )
);
COMMENT ON CONSTRAINT workflow_route_pkey ON workflow_route IS 'An event type has one route.';
COMMENT ON TABLE workflow_route IS 'Which workflow an event type starts or signals. Written from the contracts.';
COMMENT ON CONSTRAINT workflow_route_kind_check ON workflow_route IS 'What the relay can do.';
COMMENT ON CONSTRAINT workflow_route_target ON workflow_route IS
  'A start needs a task queue, a signal its name, and neither has what the other needs.';
COMMENT ON COLUMN workflow_route.event_type IS 'Event type that starts or signals the workflow.';
COMMENT ON COLUMN workflow_route.kind IS 'start: a new workflow. signal: the running workflow with that id.';
COMMENT ON COLUMN workflow_route.signal_name IS 'Name of the signal; NULL for starts.';
COMMENT ON COLUMN workflow_route.workflow_type IS 'Workflow function.';
COMMENT ON COLUMN workflow_route.workflow_id_template IS 'Workflow id; knows {aggregate_id} and {event_id}.';
COMMENT ON COLUMN workflow_route.task_queue IS 'Temporal task queue whose workers run the workflow; NULL for signals.';
COMMENT ON COLUMN workflow_route.completed_by IS 'Event type that says the workflow succeeded.';
COMMENT ON COLUMN workflow_route.failed_by IS 'Event type that says the workflow failed.';
COMMENT ON COLUMN workflow_route.paused IS
  'While true its events wait. Set by an operator; regeneration from the contracts keeps it.';

-- No foreign key to domain_events: rows come from its triggers only, and the key would cost every insert a look-up.
CREATE TABLE workflow_dispatch (
  event_id uuid PRIMARY KEY,
  sequence_number bigint NOT NULL,
  event_type text NOT NULL,
  request_id uuid NOT NULL,
  size_bytes integer NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  available_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_error text
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
-- Every claim reads it in this order; rows live for milliseconds, so vacuum often.
CREATE INDEX idx_workflow_dispatch_order ON workflow_dispatch (sequence_number);
COMMENT ON TABLE workflow_dispatch IS
  'Outbox: one row per event that still has to start its workflow. The lock on a row is the lease.';
COMMENT ON INDEX idx_workflow_dispatch_order IS 'Order of claiming.';
COMMENT ON CONSTRAINT workflow_dispatch_pkey ON workflow_dispatch IS 'An event waits once.';
COMMENT ON COLUMN workflow_dispatch.event_id IS 'The waiting event.';
COMMENT ON COLUMN workflow_dispatch.sequence_number IS 'Its sequence number.';
COMMENT ON COLUMN workflow_dispatch.event_type IS 'Its type, which names the route.';
COMMENT ON COLUMN workflow_dispatch.request_id IS
  'Idempotency key of the start: the event id, or a new one for each reprocessing.';
COMMENT ON COLUMN workflow_dispatch.size_bytes IS 'Size of data and metadata as text; bounds what one claim reads.';
COMMENT ON COLUMN workflow_dispatch.attempts IS
  'Attempts that failed by the event''s own fault. Outages do not count here.';
COMMENT ON COLUMN workflow_dispatch.available_at IS 'Not to be claimed before, by the database''s clock.';
COMMENT ON COLUMN workflow_dispatch.last_error IS 'Why the last attempt failed.';

CREATE TABLE workflow_requeue (
  request_id uuid PRIMARY KEY,
  event_id uuid NOT NULL,
  sequence_number bigint NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  requested_by text NOT NULL,
  outcome text CHECK (outcome IN ('started', 'attached'))
);
CREATE INDEX idx_workflow_requeue_event_id ON workflow_requeue (event_id);
COMMENT ON TABLE workflow_requeue IS 'Every reprocessing of an event: who asked, when, what came of it.';
COMMENT ON INDEX idx_workflow_requeue_event_id IS 'Reprocessings of an event.';
COMMENT ON CONSTRAINT workflow_requeue_pkey ON workflow_requeue IS 'Each reprocessing starts under a key of its own.';
COMMENT ON CONSTRAINT workflow_requeue_outcome_check ON workflow_requeue IS 'What event_status knows.';
COMMENT ON COLUMN workflow_requeue.request_id IS 'Idempotency key of this start.';
COMMENT ON COLUMN workflow_requeue.event_id IS 'The event.';
COMMENT ON COLUMN workflow_requeue.sequence_number IS
  'Drawn when it was queued: outcome events with a lower number belong to an earlier run.';
COMMENT ON COLUMN workflow_requeue.requested_at IS 'When it was asked for.';
COMMENT ON COLUMN workflow_requeue.requested_by IS 'Database user that asked for it.';
COMMENT ON COLUMN workflow_requeue.outcome IS 'started: a new run. attached: a run was there. NULL: not yet.';

CREATE TABLE workflow_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL,
  request_id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('attached', 'outage', 'failed', 'dead_lettered')),
  code text NOT NULL,
  message text NOT NULL,
  attempted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX idx_workflow_attempt_event_id ON workflow_attempt (event_id);
COMMENT ON TABLE workflow_attempt IS
  'Every attempt to start a workflow that did not start a new one. A plain start stands on the event itself.';
COMMENT ON INDEX idx_workflow_attempt_event_id IS 'Attempts for an event.';
COMMENT ON CONSTRAINT workflow_attempt_pkey ON workflow_attempt IS 'Order of recording.';
COMMENT ON CONSTRAINT workflow_attempt_outcome_check ON workflow_attempt IS 'What event_status and the queries know.';
COMMENT ON SEQUENCE workflow_attempt_id_seq IS 'Numbers the attempts.';
COMMENT ON COLUMN workflow_attempt.id IS 'Order of recording.';
COMMENT ON COLUMN workflow_attempt.event_id IS 'The event.';
COMMENT ON COLUMN workflow_attempt.request_id IS 'The idempotency key that was used.';
COMMENT ON COLUMN workflow_attempt.outcome IS
  'attached: a workflow with this id was there. outage: Temporal''s fault. failed: the event''s own, tried again. dead_lettered: given up.';
COMMENT ON COLUMN workflow_attempt.code IS 'Stable code of the cause, or Temporal''s gRPC status.';
COMMENT ON COLUMN workflow_attempt.message IS 'What Temporal or the relay said. Never holds event data.';
COMMENT ON COLUMN workflow_attempt.attempted_at IS 'When, by the database''s clock.';

CREATE TABLE dead_letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  request_id uuid NOT NULL,
  code text NOT NULL,
  reason text NOT NULL,
  attempts integer NOT NULL,
  dead_lettered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  resolved_at timestamptz,
  resolved_by text,
  resolution text CHECK (resolution IN ('reprocessed', 'discarded')),
  CONSTRAINT dead_letter_resolved CHECK ((resolved_at IS NULL) = (resolution IS NULL))
);
CREATE UNIQUE INDEX idx_dead_letter_open ON dead_letter (event_id) WHERE resolved_at IS NULL;
CREATE INDEX idx_dead_letter_event_id ON dead_letter (event_id);
COMMENT ON TABLE dead_letter IS 'Events whose workflow the relay gave up to start. Nothing is deleted here.';
COMMENT ON INDEX idx_dead_letter_open IS 'Unresolved dead letters; one per event.';
COMMENT ON INDEX idx_dead_letter_event_id IS 'All dead letters of an event.';
COMMENT ON CONSTRAINT dead_letter_pkey ON dead_letter IS 'Order of recording.';
COMMENT ON CONSTRAINT dead_letter_resolution_check ON dead_letter IS 'The two ways to deal with one.';
COMMENT ON CONSTRAINT dead_letter_resolved ON dead_letter IS 'A resolved one says how, and when.';
COMMENT ON SEQUENCE dead_letter_id_seq IS 'Numbers the dead letters.';
COMMENT ON COLUMN dead_letter.id IS 'Order of recording.';
COMMENT ON COLUMN dead_letter.event_id IS 'The event.';
COMMENT ON COLUMN dead_letter.event_type IS 'Its type.';
COMMENT ON COLUMN dead_letter.request_id IS 'The start that was given up.';
COMMENT ON COLUMN dead_letter.code IS 'Stable code of the cause, for filters.';
COMMENT ON COLUMN dead_letter.reason IS 'Why, in words. Never holds event data.';
COMMENT ON COLUMN dead_letter.attempts IS 'Attempts by the event''s own fault.';
COMMENT ON COLUMN dead_letter.dead_lettered_at IS 'When it was given up.';
COMMENT ON COLUMN dead_letter.resolved_at IS 'When a person dealt with it.';
COMMENT ON COLUMN dead_letter.resolved_by IS 'Database user that dealt with it.';
COMMENT ON COLUMN dead_letter.resolution IS 'reprocessed: queued again. discarded: never to be started.';

GRANT SELECT ON workflow_route, workflow_dispatch, workflow_requeue, workflow_attempt, dead_letter
  TO a4c_relay, a4c_operator, a4c_reader;
GRANT SELECT ON workflow_route TO a4c_worker;
GRANT UPDATE (attempts, available_at, last_error), DELETE ON workflow_dispatch TO a4c_relay;
GRANT UPDATE (outcome) ON workflow_requeue TO a4c_relay;
GRANT INSERT ON workflow_attempt, dead_letter TO a4c_relay;
GRANT UPDATE (resolved_at, resolved_by, resolution) ON dead_letter TO a4c_operator;
GRANT UPDATE (paused) ON workflow_route TO a4c_operator;
