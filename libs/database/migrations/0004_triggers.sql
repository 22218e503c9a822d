-- Up Migration

-- Trigger functions run as the owner, so that emitters need no right on the relay's tables.

CREATE FUNCTION stamp_new_event() RETURNS trigger
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
  NEW.processed_at := CASE
    WHEN EXISTS (SELECT FROM public.workflow_route r WHERE r.event_type = NEW.event_type) THEN NULL
    ELSE clock_timestamp()
  END;
  NEW.processing_error := NULL;
  NEW.retry_count := 0;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION stamp_new_event() IS
  'Refuses an incomplete event, and sets the processing columns, whatever the writer sent: unprocessed if it starts a workflow, else processed.';
CREATE TRIGGER stamp_new_event BEFORE INSERT ON domain_events
  FOR EACH ROW EXECUTE FUNCTION stamp_new_event();
COMMENT ON TRIGGER stamp_new_event ON domain_events IS 'processed_at IS NULL means: a workflow is still to be started.';

CREATE FUNCTION queue_workflow_starts() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.workflow_dispatch (event_id, sequence_number, event_type, request_id, size_bytes)
  SELECT e.id, e.sequence_number, e.event_type, e.id,
    octet_length(e.event_data::text) + octet_length(e.event_metadata::text)
  FROM new_events e
  WHERE e.processed_at IS NULL;
  -- Without a payload: one over 8,000 bytes would abort the INSERT, and the row is the state anyway.
  IF FOUND THEN
    NOTIFY workflow_events;
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION queue_workflow_starts() IS
  'Queues exactly the new events that stamp_new_event left unprocessed and wakes the relay at commit.';
CREATE TRIGGER queue_workflow_starts AFTER INSERT ON domain_events
  REFERENCING NEW TABLE AS new_events FOR EACH STATEMENT EXECUTE FUNCTION queue_workflow_starts();
COMMENT ON TRIGGER queue_workflow_starts ON domain_events IS 'One dispatch row per event that starts a workflow.';

CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'event % is immutable', OLD.id
    USING ERRCODE = '55000', SCHEMA = 'public', TABLE = 'domain_events',
      HINT = 'Emit a further event that corrects it. Only processed_at, processing_error and retry_count may be reset.';
END
$$;
COMMENT ON FUNCTION refuse_event_change() IS 'Refuses a change to what an event says.';
CREATE TRIGGER refuse_event_change
  BEFORE UPDATE OF id, sequence_number, event_type, event_version, aggregate_type, aggregate_id,
    event_data, created_at ON domain_events
  FOR EACH ROW
  WHEN (
    (NEW.id, NEW.sequence_number, NEW.event_type, NEW.event_version, NEW.aggregate_type,
      NEW.aggregate_id, NEW.event_data, NEW.created_at)
    IS DISTINCT FROM
    (OLD.id, OLD.sequence_number, OLD.event_type, OLD.event_version, OLD.aggregate_type,
      OLD.aggregate_id, OLD.event_data, OLD.created_at)
  )
  EXECUTE FUNCTION refuse_event_change();
COMMENT ON TRIGGER refuse_event_change ON domain_events IS 'What an event says never changes.';
CREATE TRIGGER refuse_metadata_change
  BEFORE UPDATE OF event_metadata ON domain_events
  FOR EACH ROW
  WHEN (
    NEW.event_metadata - ARRAY[
      'workflow_id', 'workflow_run_id', 'workflow_type', 'parent_workflow_id',
      'parent_workflow_run_id', 'parent_workflow_type', 'processing_error', 'retry_count'
    ]
    IS DISTINCT FROM
    OLD.event_metadata - ARRAY[
      'workflow_id', 'workflow_run_id', 'workflow_type', 'parent_workflow_id',
      'parent_workflow_run_id', 'parent_workflow_type', 'processing_error', 'retry_count'
    ]
  )
  EXECUTE FUNCTION refuse_event_change();
COMMENT ON TRIGGER refuse_metadata_change ON domain_events IS
  'Of the metadata only the keys that the relay owns may change.';

CREATE FUNCTION prepare_reprocessing() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.workflow_route r WHERE r.event_type = NEW.event_type) THEN
    RAISE EXCEPTION 'event % cannot be reprocessed: its type "%" starts no workflow', NEW.id, NEW.event_type
      USING ERRCODE = '55000', SCHEMA = 'public', TABLE = 'domain_events', COLUMN = 'processed_at',
        HINT = 'Leave this event out of the UPDATE, or declare "starts" in its contract and emit it again.';
  END IF;
  NEW.processing_error := NULL;
  NEW.retry_count := 0;
  NEW.event_metadata := NEW.event_metadata - 'processing_error' - 'retry_count';
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION prepare_reprocessing() IS 'Clears the traces of the earlier attempts from an event that is to be reprocessed.';

CREATE FUNCTION queue_reprocessing() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  new_request_id uuid := gen_random_uuid();
BEGIN
  INSERT INTO public.workflow_requeue (request_id, event_id, sequence_number, requested_by)
  VALUES (
    new_request_id, NEW.id,
    nextval('public.domain_events_sequence_number_seq'::regclass), session_user
  );
  INSERT INTO public.workflow_dispatch (event_id, sequence_number, event_type, request_id, size_bytes)
  VALUES (
    NEW.id, NEW.sequence_number, NEW.event_type, new_request_id,
    octet_length(NEW.event_data::text) + octet_length(NEW.event_metadata::text)
  )
  ON CONFLICT (event_id) DO UPDATE
    SET request_id = excluded.request_id, attempts = 0, available_at = clock_timestamp(), last_error = NULL;
  UPDATE public.dead_letter
  SET resolved_at = clock_timestamp(), resolved_by = session_user, resolution = 'reprocessed'
  WHERE event_id = NEW.id AND resolved_at IS NULL;
  NOTIFY workflow_events;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION queue_reprocessing() IS 'Queues an event again, under a new request id.';

-- The relay's own writes never match: they set processed_at, or an error together with a higher count.
CREATE TRIGGER prepare_reprocessing
  BEFORE UPDATE OF processed_at, processing_error, retry_count ON domain_events
  FOR EACH ROW
  WHEN (
    NEW.processed_at IS NULL
    AND (
      OLD.processed_at IS NOT NULL
      OR (OLD.retry_count > 0 AND NEW.retry_count = 0)
      OR (OLD.processing_error IS NOT NULL AND NEW.processing_error IS NULL)
    )
  )
  EXECUTE FUNCTION prepare_reprocessing();
CREATE TRIGGER queue_reprocessing
  AFTER UPDATE OF processed_at, processing_error, retry_count ON domain_events
  FOR EACH ROW
  WHEN (
    NEW.processed_at IS NULL
    AND (
      OLD.processed_at IS NOT NULL
      OR (OLD.retry_count > 0 AND NEW.retry_count = 0)
      OR (OLD.processing_error IS NOT NULL AND NEW.processing_error IS NULL)
    )
  )
  EXECUTE FUNCTION queue_reprocessing();
COMMENT ON TRIGGER prepare_reprocessing ON domain_events IS 'Resetting the processing columns asks for a new start.';
COMMENT ON TRIGGER queue_reprocessing ON domain_events IS 'Resetting the processing columns asks for a new start.';

CREATE TABLE event_removal_permit (transaction_id xid8 PRIMARY KEY);
COMMENT ON TABLE event_removal_permit IS
  'The transaction that may remove events; written and cleared by remove_events_before() only.';
COMMENT ON COLUMN event_removal_permit.transaction_id IS 'That transaction.';
COMMENT ON CONSTRAINT event_removal_permit_pkey ON event_removal_permit IS 'One permit per transaction.';

CREATE FUNCTION refuse_event_removal() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM public.event_removal_permit p WHERE p.transaction_id = pg_current_xact_id_if_assigned()
  ) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% on domain_events is refused: events are for ever', TG_OP
    USING ERRCODE = '55000', SCHEMA = 'public', TABLE = 'domain_events',
      HINT = 'For retention call remove_events_before(before, max_rows).';
END
$$;
COMMENT ON FUNCTION refuse_event_removal() IS 'Refuses DELETE and TRUNCATE outside of the retention function.';
CREATE TRIGGER refuse_event_removal BEFORE DELETE OR TRUNCATE ON domain_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_removal();
COMMENT ON TRIGGER refuse_event_removal ON domain_events IS 'Events are for ever, but for retention.';

-- Whoever may execute a trigger function may put it on a table of their own, also on a temporary one,
-- and have it write as the owner. Firing a trigger needs no such right.
REVOKE EXECUTE ON FUNCTION stamp_new_event(), queue_workflow_starts(), refuse_event_change(),
  prepare_reprocessing(), queue_reprocessing(), refuse_event_removal() FROM PUBLIC;
