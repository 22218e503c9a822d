-- Up Migration

-- What it costs to keep is 100 bytes for an event. What it gives: a restore takes back only what was
-- archived here, byte by byte, so that it is no way to write history.
CREATE TABLE archived_event (
  event_id uuid PRIMARY KEY,
  digest bytea NOT NULL,
  archived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  archived_by text NOT NULL DEFAULT session_user
);
COMMENT ON TABLE archived_event IS 'Events that were removed after they had been written to an archive.';
COMMENT ON CONSTRAINT archived_event_pkey ON archived_event IS 'An event is in the table or in the archive.';
COMMENT ON COLUMN archived_event.event_id IS 'The event.';
COMMENT ON COLUMN archived_event.digest IS 'SHA-256 of its line in the archive.';
COMMENT ON COLUMN archived_event.archived_at IS 'When it was removed.';
COMMENT ON COLUMN archived_event.archived_by IS 'Database user that removed it.';
GRANT SELECT ON archived_event TO a4c_operator, a4c_reader;

-- The text that PostgreSQL makes, so that numbers of any size stay what they are. Column by column, so
-- that a line, once restored, is the same line again.
CREATE FUNCTION archived_record(of_event uuid) RETURNS text
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET TimeZone = 'UTC' AS $$
  SELECT row_to_json(record)::text FROM (
    SELECT (
        SELECT row_to_json(said) FROM (
          SELECT e.id, e.sequence_number, e.event_type, e.event_version, e.aggregate_type, e.aggregate_id,
            e.event_data, e.event_metadata, e.created_at, e.processed_at, e.processing_error, e.retry_count
        ) said
      ) AS event,
      array_to_json(ARRAY(
        SELECT row_to_json(q) FROM public.workflow_requeue q WHERE q.event_id = e.id ORDER BY q.sequence_number
      )) AS requeues,
      array_to_json(ARRAY(
        SELECT row_to_json(a) FROM public.workflow_attempt a WHERE a.event_id = e.id ORDER BY a.id
      )) AS attempts,
      array_to_json(ARRAY(
        SELECT row_to_json(l) FROM public.dead_letter l WHERE l.event_id = e.id ORDER BY l.id
      )) AS dead_letters
    FROM public.domain_events e WHERE e.id = of_event
  ) record
$$;
COMMENT ON FUNCTION archived_record(uuid) IS
  'The line of an event in the archive: JSON of its row and of all that was recorded of its starts, times in UTC.';

CREATE FUNCTION workflow_obstacle(of_workflow text, before timestamptz) RETURNS text
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN bool_or(e.processed_at IS NULL) THEN 'waiting'
    WHEN max(e.created_at) >= before THEN 'recent'
    WHEN bool_or(
      r.kind = 'start' AND (r.completed_by IS NOT NULL OR r.failed_by IS NOT NULL)
      AND e.event_metadata->>'workflow_type' = r.workflow_type
      AND (SELECT s.status FROM public.event_status(e.id) s) = 'started'
    ) THEN 'running'
  END
  FROM public.domain_events e LEFT JOIN public.workflow_route r ON r.event_type = e.event_type
  WHERE e.event_metadata->>'workflow_id' = of_workflow
$$;
COMMENT ON FUNCTION workflow_obstacle(text, timestamptz) IS
  'Why the events of a workflow stay. waiting: a start of it is still to come. recent: it has events from after that time. running: no outcome yet. NULL: no reason.';

CREATE FUNCTION archive_obstacles(of_events uuid[], before timestamptz)
  RETURNS TABLE (event_id uuid, obstacle text)
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH given AS MATERIALIZED (
    SELECT e.id, e.created_at, e.processed_at, e.event_metadata->>'workflow_id' AS workflow_id
    FROM public.domain_events e WHERE e.id = ANY (of_events)
  ), workflow AS MATERIALIZED (
    -- Once for each workflow, not for each of its events.
    SELECT d.workflow_id, public.workflow_obstacle(d.workflow_id, before) AS obstacle
    FROM (SELECT DISTINCT g.workflow_id FROM given g WHERE g.workflow_id IS NOT NULL) d
  )
  SELECT g.id, CASE
    WHEN g.created_at >= before THEN 'recent'
    WHEN EXISTS (SELECT FROM public.workflow_dispatch d WHERE d.event_id = g.id) THEN 'waiting'
    WHEN EXISTS (
      SELECT FROM public.dead_letter l
      WHERE l.event_id = g.id AND (l.resolved_at IS NULL OR g.processed_at IS NULL)
    ) THEN 'dead_lettered'
    WHEN g.processed_at IS NULL THEN 'waiting'
    ELSE w.obstacle
  END
  FROM given g LEFT JOIN workflow w ON w.workflow_id = g.workflow_id
$$;
COMMENT ON FUNCTION archive_obstacles(uuid[], timestamptz) IS
  'Why events may not be archived: waiting, dead_lettered, recent or running; NULL when they may.';

-- What a page holds in memory is bounded by the stored size, which needs no row to be unpacked.
CREATE FUNCTION archive_candidates(
    before timestamptz, until timestamptz, after_created_at timestamptz, after_sequence_number bigint,
    max_events integer, with_records boolean
  )
  RETURNS TABLE (sequence_number bigint, created_at timestamptz, obstacle text, record text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH measured AS MATERIALIZED (
    SELECT p.id, p.sequence_number, p.created_at,
      sum(p.size_bytes) OVER (ORDER BY p.created_at, p.sequence_number) - p.size_bytes AS bytes_before
    FROM (
      SELECT e.id, e.sequence_number, e.created_at,
        CASE WHEN with_records THEN pg_column_size(e.event_data) + pg_column_size(e.event_metadata) ELSE 0 END
          AS size_bytes
      FROM public.domain_events e
      WHERE e.created_at >= after_created_at AND e.created_at < least(before, until)
        AND (e.created_at, e.sequence_number) > (after_created_at, after_sequence_number)
      ORDER BY e.created_at, e.sequence_number LIMIT max_events
    ) p
  ), page AS MATERIALIZED (
    SELECT * FROM measured WHERE bytes_before < 4000000
  )
  SELECT p.sequence_number, p.created_at, o.obstacle,
    CASE WHEN with_records AND o.obstacle IS NULL THEN public.archived_record(p.id) END
  FROM page p
  JOIN public.archive_obstacles(ARRAY(SELECT id FROM page), before) o ON o.event_id = p.id
  ORDER BY p.created_at, p.sequence_number
$$;
COMMENT ON FUNCTION archive_candidates(timestamptz, timestamptz, timestamptz, bigint, integer, boolean) IS
  'The next events until a time, in order of insertion: whether they may be archived, and if asked for the line to write. Fewer than max_events when they are large; none at the end.';

CREATE FUNCTION remove_archived_events(of_events uuid[], digests bytea[], before timestamptz)
  RETURNS TABLE (event_id uuid, outcome text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  judged uuid[];
  outcomes text[];
  removable uuid[];
  removable_digests bytea[];
BEGIN
  -- What follows looks anew: at what the last one who held these locks has left.
  PERFORM FROM public.domain_events e WHERE e.id = ANY (of_events) ORDER BY e.id FOR UPDATE;
  SELECT array_agg(v.id), array_agg(v.verdict),
    array_agg(v.id) FILTER (WHERE v.verdict = 'removed'),
    array_agg(v.digest) FILTER (WHERE v.verdict = 'removed')
  INTO judged, outcomes, removable, removable_digests
  FROM (
    SELECT g.id, g.digest, CASE
      WHEN o.event_id IS NULL THEN 'gone'
      WHEN o.obstacle IS NOT NULL THEN o.obstacle
      WHEN sha256(convert_to(public.archived_record(g.id), 'UTF8')) = g.digest THEN 'removed'
      ELSE 'changed'
    END AS verdict
    FROM unnest(of_events, digests) AS g (id, digest)
    LEFT JOIN public.archive_obstacles(of_events, before) o ON o.event_id = g.id
  ) v;
  INSERT INTO public.event_removal_permit VALUES (pg_current_xact_id());
  DELETE FROM public.domain_events e WHERE e.id = ANY (removable);
  DELETE FROM public.event_removal_permit p WHERE p.transaction_id = pg_current_xact_id();
  DELETE FROM public.workflow_attempt a WHERE a.event_id = ANY (removable);
  DELETE FROM public.workflow_requeue q WHERE q.event_id = ANY (removable);
  DELETE FROM public.dead_letter l WHERE l.event_id = ANY (removable);
  INSERT INTO public.archived_event AS t (event_id, digest)
  SELECT * FROM unnest(removable, removable_digests)
  ON CONFLICT ON CONSTRAINT archived_event_pkey DO UPDATE
    SET digest = excluded.digest, archived_at = excluded.archived_at, archived_by = excluded.archived_by;
  RETURN QUERY SELECT * FROM unnest(judged, outcomes);
END
$$;
COMMENT ON FUNCTION remove_archived_events(uuid[], bytea[], timestamptz) IS
  'Retention: removes those of the events whose line in the archive has this SHA-256 and is still what the database holds, with the record of their starts. Says of each: removed, gone, changed, or why it has to stay.';

CREATE TABLE event_restore_permit (transaction_id xid8 PRIMARY KEY);
COMMENT ON TABLE event_restore_permit IS
  'The transaction that may insert events as they were; written and cleared by restore_events() only.';
COMMENT ON COLUMN event_restore_permit.transaction_id IS 'That transaction.';
COMMENT ON CONSTRAINT event_restore_permit_pkey ON event_restore_permit IS 'One permit per transaction.';

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
  -- Nearly no writer says processed_at, so nearly no insert pays for the look-up.
  IF NEW.processed_at IS NOT NULL AND EXISTS (
    SELECT FROM public.event_restore_permit p WHERE p.transaction_id = pg_current_xact_id_if_assigned()
  ) THEN
    RETURN NEW;
  END IF;
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
COMMENT ON FUNCTION stamp_new_event() IS
  'Refuses an incomplete event, and sets the processing columns, whatever the writer sent: unprocessed if it starts a workflow, else processed. Leaves what is restored as it was.';

CREATE FUNCTION restore_events(records text[]) RETURNS TABLE (event_id uuid, outcome text, problem text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  line text;
  parts json;
  known_digest bytea;
BEGIN
  INSERT INTO public.event_restore_permit VALUES (pg_current_xact_id());
  FOREACH line IN ARRAY records LOOP
    parts := line::json;
    event_id := (parts->'event'->>'id')::uuid;
    problem := NULL;
    SELECT t.digest INTO known_digest FROM public.archived_event t WHERE t.event_id = restore_events.event_id FOR UPDATE;
    IF EXISTS (SELECT FROM public.domain_events e WHERE e.id = restore_events.event_id) THEN
      outcome := 'present';
    ELSIF known_digest IS NULL THEN
      outcome := 'unknown';
    ELSIF known_digest <> sha256(convert_to(line, 'UTF8')) THEN
      outcome := 'superseded';
    ELSE
      BEGIN
        PERFORM public.insert_archived_record(parts);
        DELETE FROM public.archived_event t WHERE t.event_id = restore_events.event_id;
        outcome := 'restored';
      EXCEPTION WHEN check_violation THEN
        outcome := 'refused';
        GET STACKED DIAGNOSTICS problem = PG_EXCEPTION_DETAIL;
      END;
    END IF;
    RETURN NEXT;
  END LOOP;
  DELETE FROM public.event_restore_permit p WHERE p.transaction_id = pg_current_xact_id();
END
$$;
COMMENT ON FUNCTION restore_events(text[]) IS
  'Inserts lines of the archive again, with all columns as they were; starts nothing. Says of each: restored; present: in the table already; unknown: not archived from here; superseded: another line is the one that was removed; refused: breaks its contract as it is now, problem says by path and rule.';

CREATE FUNCTION insert_archived_record(parts json) RETURNS void
  LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.domain_events (
    id, sequence_number, event_type, event_version, aggregate_type, aggregate_id, event_data, event_metadata,
    created_at, processed_at, processing_error, retry_count
  ) OVERRIDING SYSTEM VALUE
  SELECT id, sequence_number, event_type, event_version, aggregate_type, aggregate_id, event_data, event_metadata,
    created_at, processed_at, processing_error, retry_count
  FROM json_populate_record(NULL::public.domain_events, parts->'event');
  INSERT INTO public.workflow_requeue (request_id, event_id, sequence_number, requested_at, requested_by, outcome)
  SELECT request_id, event_id, sequence_number, requested_at, requested_by, outcome
  FROM json_populate_recordset(NULL::public.workflow_requeue, parts->'requeues');
  INSERT INTO public.workflow_attempt (id, event_id, request_id, outcome, code, message, attempted_at)
  OVERRIDING SYSTEM VALUE
  SELECT id, event_id, request_id, outcome, code, message, attempted_at
  FROM json_populate_recordset(NULL::public.workflow_attempt, parts->'attempts');
  INSERT INTO public.dead_letter (
    id, event_id, event_type, request_id, code, reason, attempts, dead_lettered_at, resolved_at, resolved_by, resolution
  ) OVERRIDING SYSTEM VALUE
  SELECT id, event_id, event_type, request_id, code, reason, attempts, dead_lettered_at, resolved_at, resolved_by,
    resolution
  FROM json_populate_recordset(NULL::public.dead_letter, parts->'dead_letters')
$$;
COMMENT ON FUNCTION insert_archived_record(json) IS 'Inserts what one line of the archive holds, column by column.';

REVOKE EXECUTE ON FUNCTION archived_record(uuid), workflow_obstacle(text, timestamptz),
  archive_obstacles(uuid[], timestamptz),
  archive_candidates(timestamptz, timestamptz, timestamptz, bigint, integer, boolean),
  remove_archived_events(uuid[], bytea[], timestamptz), restore_events(text[]), insert_archived_record(json)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  archive_candidates(timestamptz, timestamptz, timestamptz, bigint, integer, boolean),
  remove_archived_events(uuid[], bytea[], timestamptz), restore_events(text[])
  TO a4c_operator;
