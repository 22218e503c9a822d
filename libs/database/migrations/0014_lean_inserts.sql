-- Up Migration

-- Each expression is prepared anew for each transaction, and a sub-query in one is run also when what
-- stands before it is false: so few expressions, and sub-queries only where they are needed.
CREATE OR REPLACE FUNCTION stamp_new_event() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  problem text;
  is_ordered boolean;
BEGIN
  -- Nearly no writer says any of it, so nearly no insert pays for the look-up.
  IF NEW.processed_at IS NOT NULL OR NEW.processing_error IS NOT NULL OR NEW.retry_count IS DISTINCT FROM 0 THEN
    IF EXISTS (
      SELECT FROM public.event_restore_permit p WHERE p.transaction_id = pg_current_xact_id_if_assigned()
    ) THEN
      RETURN NEW;
    END IF;
    NEW.processed_at := NULL;
    NEW.processing_error := NULL;
    NEW.retry_count := 0;
  END IF;
  -- Before the table's NOT NULL, whose error shows the whole row to those whom no row policy binds.
  IF NEW.event_version = 0 OR num_nulls(
    NEW.event_type, NEW.event_version, NEW.aggregate_type, NEW.aggregate_id, NEW.event_data, NEW.event_metadata,
    NEW.id, NEW.created_at
  ) > 0 THEN
    problem := CASE
      WHEN NEW.event_type IS NULL THEN 'event_type: required'
      WHEN NEW.event_version IS NULL THEN 'event_version: required'
      WHEN NEW.event_version = 0 THEN 'event_version: unknown_event_version'
      WHEN NEW.aggregate_type IS NULL THEN 'aggregate_type: required'
      WHEN NEW.aggregate_id IS NULL THEN 'aggregate_id: required'
      WHEN NEW.event_data IS NULL THEN 'event_data: required'
      WHEN NEW.event_metadata IS NULL THEN 'event_metadata: required'
      WHEN NEW.id IS NULL THEN 'id: required'
      ELSE 'created_at: required'
    END;
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
  IF is_ordered IS NULL THEN
    NEW.processed_at := clock_timestamp();
  ELSIF is_ordered THEN
    -- Sequence order is not commit order, unless the next number is drawn after the previous commit.
    PERFORM pg_advisory_xact_lock(420042, uuid_hash(NEW.aggregate_id));
    NEW.sequence_number := nextval('public.domain_events_sequence_number_seq'::regclass);
  END IF;
  RETURN NEW;
END
$$;
