-- Up Migration

-- What a route asks of the queue. A number of its own keeps the queue's indexes small, and lets a claim
-- leave out the events of a paused route without passing them by.
ALTER TABLE workflow_route
  ADD COLUMN route_number integer GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN ordered boolean NOT NULL DEFAULT false,
  ADD COLUMN fairness_key_template text,
  ADD COLUMN priority smallint NOT NULL DEFAULT 3,
  ADD CONSTRAINT workflow_route_number_key UNIQUE (route_number),
  ADD CONSTRAINT workflow_route_priority_check CHECK (priority BETWEEN 1 AND 5);
COMMENT ON COLUMN workflow_route.route_number IS 'Short name of the route in the queue.';
COMMENT ON COLUMN workflow_route.ordered IS
  'Whether the events of an aggregate start one after the other, in order of their sequence numbers.';
COMMENT ON COLUMN workflow_route.fairness_key_template IS
  'Whose turn it is among many: knows {aggregate_id}, {event_id}, {event_data.<field>}, {event_metadata.<field>}.';
COMMENT ON COLUMN workflow_route.priority IS '1 is claimed first, 5 last, as Temporal''s priority key.';
COMMENT ON CONSTRAINT workflow_route_number_key ON workflow_route IS 'A number names one route.';
COMMENT ON CONSTRAINT workflow_route_priority_check ON workflow_route IS 'Temporal''s priority keys.';
COMMENT ON SEQUENCE workflow_route_route_number_seq IS 'Numbers the routes.';

ALTER TABLE workflow_dispatch
  ADD COLUMN route_number integer,
  ADD COLUMN queue text COLLATE "C" NOT NULL DEFAULT 'plain',
  ADD COLUMN aggregate_id uuid,
  ADD COLUMN fairness_key text COLLATE "C",
  ADD COLUMN retrying boolean NOT NULL DEFAULT false;
UPDATE workflow_dispatch d SET
  route_number = r.route_number,
  retrying = d.last_error IS NOT NULL OR d.available_at > clock_timestamp()
FROM workflow_route r WHERE r.event_type = d.event_type;
ALTER TABLE workflow_dispatch ALTER COLUMN route_number SET NOT NULL;
COMMENT ON COLUMN workflow_dispatch.route_number IS 'Its route.';
COMMENT ON COLUMN workflow_dispatch.queue IS
  'plain: in order of sequence numbers. ordered: one event of an aggregate at a time. fair: the keys take turns.';
COMMENT ON COLUMN workflow_dispatch.aggregate_id IS 'Of an ordered queue: whose events wait for each other.';
COMMENT ON COLUMN workflow_dispatch.fairness_key IS 'From the template of the route, at most 64 bytes, else its SHA-256.';
COMMENT ON COLUMN workflow_dispatch.retrying IS
  'It has failed, is in flight for long, or was queued anew: claimed by available_at, not by sequence number.';
COMMENT ON COLUMN workflow_dispatch.size_bytes IS
  'Size of data and metadata, as text from 2,000 bytes on, else as stored; bounds what one claim reads.';

DROP INDEX idx_workflow_dispatch_order;
CREATE INDEX idx_workflow_dispatch_order ON workflow_dispatch (route_number, queue, sequence_number)
  WHERE NOT retrying;
-- To the planner all indexes are as good while it knows nothing of the table, and what it knows is often
-- of an empty one. So for each question only one can serve: by IS NOT NULL, and by the id as text.
CREATE INDEX idx_workflow_dispatch_ordered
  ON workflow_dispatch (route_number, (aggregate_id::text) COLLATE "C", sequence_number)
  WHERE queue = 'ordered' AND NOT retrying AND aggregate_id IS NOT NULL;
CREATE INDEX idx_workflow_dispatch_head ON workflow_dispatch (aggregate_id, sequence_number)
  WHERE queue = 'ordered' AND NOT retrying AND aggregate_id IS NOT NULL;
CREATE INDEX idx_workflow_dispatch_head_retrying ON workflow_dispatch (aggregate_id, sequence_number)
  WHERE queue = 'ordered' AND retrying AND aggregate_id IS NOT NULL;
CREATE INDEX idx_workflow_dispatch_fair ON workflow_dispatch (route_number, fairness_key, sequence_number)
  WHERE queue = 'fair' AND NOT retrying AND fairness_key IS NOT NULL;
CREATE INDEX idx_workflow_dispatch_retry ON workflow_dispatch (route_number, available_at) WHERE retrying;
COMMENT ON INDEX idx_workflow_dispatch_order IS 'Order of claiming.';
COMMENT ON INDEX idx_workflow_dispatch_ordered IS 'Aggregates that wait in an ordered queue.';
COMMENT ON INDEX idx_workflow_dispatch_head IS 'The first waiting event of such an aggregate.';
COMMENT ON INDEX idx_workflow_dispatch_head_retrying IS 'What holds its followers back in an ordered queue.';
COMMENT ON INDEX idx_workflow_dispatch_fair IS 'The first waiting events of each fairness key.';
COMMENT ON INDEX idx_workflow_dispatch_retry IS 'What is to be tried again, by the time when.';
GRANT UPDATE (retrying) ON workflow_dispatch TO a4c_relay;

CREATE FUNCTION fairness_key(template text, event_id uuid, aggregate_id uuid, event_data jsonb, event_metadata jsonb)
  RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN octet_length(key) <= 64 THEN key ELSE encode(sha256(convert_to(key, 'UTF8')), 'hex') END
  FROM (
    SELECT coalesce(string_agg(
      part[1] || CASE
        WHEN part[2] = 'aggregate_id' THEN aggregate_id::text
        WHEN part[2] = 'event_id' THEN event_id::text
        WHEN part[2] = 'event_data' THEN coalesce(event_data->>part[3], '')
        WHEN part[2] = 'event_metadata' THEN coalesce(event_metadata->>part[3], '')
        ELSE ''
      END, ''), '') AS key
    FROM regexp_matches(template, '([^{]*)(?:\{(\w+)(?:\.(\w+))?\})?', 'g') AS part
  ) filled
$$;
COMMENT ON FUNCTION fairness_key(text, uuid, uuid, jsonb, jsonb) IS
  'The fairness key of an event: the template filled in, or its SHA-256 when that has more than 64 bytes. A missing field is empty.';
REVOKE EXECUTE ON FUNCTION fairness_key(text, uuid, uuid, jsonb, jsonb) FROM PUBLIC;

CREATE OR REPLACE FUNCTION stamp_new_event() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- Before the table's NOT NULL, whose error shows the whole row to those whom no row policy binds.
  problem text := CASE
    WHEN NEW.event_type IS NULL THEN 'event_type: required'
    WHEN NEW.event_version IS NULL THEN 'event_version: required'
    WHEN NEW.event_version = 0 THEN 'event_version: unknown_event_version'
    WHEN NEW.aggregate_type IS NULL THEN 'aggregate_type: required'
    WHEN NEW.aggregate_id IS NULL THEN 'aggregate_id: required'
    WHEN NEW.event_data IS NULL THEN 'event_data: required'
    WHEN NEW.event_metadata IS NULL THEN 'event_metadata: required'
    WHEN NEW.id IS NULL THEN 'id: required'
    WHEN NEW.created_at IS NULL THEN 'created_at: required'
  END;
  is_ordered boolean;
BEGIN
  IF problem IS NOT NULL THEN
    RAISE check_violation USING
      MESSAGE = CASE NEW.event_version
        WHEN 0 THEN 'event_version 0 marks rows from before the contracts'
        ELSE 'event breaks its contract'
      END,
      DETAIL = problem,
      HINT = 'Insert the event with all of its columns and with a version that its contract declares.',
      SCHEMA = 'public', TABLE = 'domain_events', COLUMN = split_part(problem, ':', 1),
      CONSTRAINT = 'domain_events_contract';
  END IF;
  SELECT r.ordered INTO is_ordered FROM public.workflow_route r WHERE r.event_type = NEW.event_type;
  NEW.processed_at := CASE WHEN is_ordered IS NULL THEN clock_timestamp() END;
  IF is_ordered THEN
    -- Sequence order is not commit order, unless the next number is drawn after the previous commit.
    PERFORM pg_advisory_xact_lock(420042, uuid_hash(NEW.aggregate_id));
    NEW.sequence_number := nextval('public.domain_events_sequence_number_seq'::regclass);
  END IF;
  NEW.processing_error := NULL;
  NEW.retry_count := 0;
  RETURN NEW;
END
$$;

-- The lock is the gate: a relay holds it alone while it sleeps, so only then a writer must wake it.
-- NOTIFY takes a lock of the whole database through the commit, which costs most of the throughput.
CREATE OR REPLACE FUNCTION queue_workflow_starts() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.workflow_dispatch (
    event_id, sequence_number, event_type, request_id, size_bytes, route_number, queue, aggregate_id, fairness_key
  )
  SELECT e.id, e.sequence_number, e.event_type, e.id,
    CASE
      WHEN pg_column_size(e.event_data) + pg_column_size(e.event_metadata) < 2000
        AND pg_column_compression(e.event_data) IS NULL AND pg_column_compression(e.event_metadata) IS NULL
      THEN pg_column_size(e.event_data) + pg_column_size(e.event_metadata)
      ELSE octet_length(e.event_data::text) + octet_length(e.event_metadata::text)
    END,
    r.route_number,
    CASE WHEN r.ordered THEN 'ordered' WHEN r.fairness_key_template IS NULL THEN 'plain' ELSE 'fair' END,
    CASE WHEN r.ordered THEN e.aggregate_id END,
    CASE WHEN r.fairness_key_template IS NOT NULL THEN
      public.fairness_key(r.fairness_key_template, e.id, e.aggregate_id, e.event_data, e.event_metadata)
    END
  FROM new_events e
  JOIN public.workflow_route r ON r.event_type = e.event_type
  WHERE e.processed_at IS NULL;
  -- Without a payload: one over 8,000 bytes would abort the INSERT, and the row is the state anyway.
  IF FOUND AND NOT pg_try_advisory_xact_lock_shared(4200420001) THEN
    NOTIFY workflow_events;
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION queue_workflow_starts() IS
  'Queues exactly the new events that stamp_new_event left unprocessed and, if a relay sleeps, wakes it at commit.';

-- Retrying: its sequence number is an old one, from before what a claim in order looks at.
CREATE FUNCTION queue_again(of_event uuid, under_request uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.workflow_dispatch (
    event_id, sequence_number, event_type, request_id, size_bytes, route_number, queue, aggregate_id, fairness_key,
    retrying
  )
  SELECT e.id, e.sequence_number, e.event_type, under_request,
    octet_length(e.event_data::text) + octet_length(e.event_metadata::text),
    r.route_number,
    CASE WHEN r.ordered THEN 'ordered' WHEN r.fairness_key_template IS NULL THEN 'plain' ELSE 'fair' END,
    CASE WHEN r.ordered THEN e.aggregate_id END,
    CASE WHEN r.fairness_key_template IS NOT NULL THEN
      public.fairness_key(r.fairness_key_template, e.id, e.aggregate_id, e.event_data, e.event_metadata)
    END,
    true
  FROM public.domain_events e
  JOIN public.workflow_route r ON r.event_type = e.event_type
  WHERE e.id = of_event
  ON CONFLICT (event_id) DO UPDATE
    SET request_id = excluded.request_id, attempts = 0, available_at = clock_timestamp(), last_error = NULL,
      retrying = true
    WHERE workflow_dispatch.request_id <> excluded.request_id
$$;
COMMENT ON FUNCTION queue_again(uuid, uuid) IS
  'Queues an event under a request id, in place of another request; changes nothing when that request waits already.';

CREATE OR REPLACE FUNCTION queue_reprocessing() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  new_request_id uuid := gen_random_uuid();
BEGIN
  INSERT INTO public.workflow_requeue (request_id, event_id, sequence_number, requested_by)
  VALUES (
    new_request_id, NEW.id,
    nextval('public.domain_events_sequence_number_seq'::regclass), session_user
  );
  PERFORM public.queue_again(NEW.id, new_request_id);
  UPDATE public.dead_letter
  SET resolved_at = clock_timestamp(), resolved_by = session_user, resolution = 'reprocessed'
  WHERE event_id = NEW.id AND resolved_at IS NULL;
  IF NOT pg_try_advisory_xact_lock_shared(4200420001) THEN
    NOTIFY workflow_events;
  END IF;
  RETURN NULL;
END
$$;

-- In parts, so that no call runs long on a table of any size.
CREATE FUNCTION recover_missing_dispatch(
    after_sequence_number bigint, max_events integer, OUT recovered bigint, OUT reached bigint
  )
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  missing record;
BEGIN
  recovered := 0;
  SELECT max(w.sequence_number) INTO reached FROM (
    SELECT e.sequence_number FROM public.domain_events e
    WHERE e.processed_at IS NULL AND e.sequence_number > after_sequence_number
    ORDER BY e.sequence_number LIMIT max_events
  ) w;
  FOR missing IN
    SELECT e.id, coalesce(q.request_id, e.id) AS request_id
    FROM public.domain_events e
    LEFT JOIN LATERAL (
      SELECT w.request_id FROM public.workflow_requeue w
      WHERE w.event_id = e.id ORDER BY w.sequence_number DESC LIMIT 1
    ) q ON true
    WHERE e.processed_at IS NULL
      AND e.sequence_number > after_sequence_number AND e.sequence_number <= reached
      AND NOT EXISTS (SELECT FROM public.workflow_dispatch d WHERE d.event_id = e.id)
      AND EXISTS (SELECT FROM public.workflow_route r WHERE r.event_type = e.event_type)
      AND NOT EXISTS (
        SELECT FROM public.dead_letter l
        WHERE l.event_id = e.id AND l.request_id = coalesce(q.request_id, e.id)
      )
  LOOP
    PERFORM public.queue_again(missing.id, missing.request_id);
    recovered := recovered + 1;
  END LOOP;
END
$$;
COMMENT ON FUNCTION recover_missing_dispatch(bigint, integer) IS
  'Looks at so many unprocessed events after a sequence number and queues those that have no dispatch row and whose last start was not given up. Returns how many it queued, and the last number it looked at: NULL at the end.';

CREATE OR REPLACE FUNCTION recover_missing_dispatch() RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  part record;
  total bigint := 0;
  last_number bigint := 0;
BEGIN
  LOOP
    SELECT * INTO part FROM public.recover_missing_dispatch(last_number, 10000);
    EXIT WHEN part.reached IS NULL;
    total := total + part.recovered;
    last_number := part.reached;
  END LOOP;
  RETURN total;
END
$$;
COMMENT ON FUNCTION recover_missing_dispatch() IS
  'Queues all unprocessed events that have no dispatch row and whose last start was not given up, as after a restore. Returns how many.';
REVOKE EXECUTE ON FUNCTION queue_again(uuid, uuid), recover_missing_dispatch(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recover_missing_dispatch(bigint, integer) TO a4c_relay, a4c_operator;
