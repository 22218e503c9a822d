-- Up Migration

CREATE FUNCTION recover_missing_dispatch() RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  recovered bigint;
BEGIN
  INSERT INTO public.workflow_dispatch (event_id, sequence_number, event_type, request_id, size_bytes)
  SELECT e.id, e.sequence_number, e.event_type, coalesce(q.request_id, e.id),
    octet_length(e.event_data::text) + octet_length(e.event_metadata::text)
  FROM public.domain_events e
  JOIN public.workflow_route r ON r.event_type = e.event_type
  LEFT JOIN LATERAL (
    SELECT w.request_id FROM public.workflow_requeue w
    WHERE w.event_id = e.id ORDER BY w.sequence_number DESC LIMIT 1
  ) q ON true
  WHERE e.processed_at IS NULL
    AND NOT EXISTS (SELECT FROM public.workflow_dispatch d WHERE d.event_id = e.id)
    AND NOT EXISTS (
      SELECT FROM public.dead_letter l
      WHERE l.event_id = e.id AND l.request_id = coalesce(q.request_id, e.id)
    )
  ON CONFLICT (event_id) DO NOTHING;
  GET DIAGNOSTICS recovered = ROW_COUNT;
  RETURN recovered;
END
$$;
COMMENT ON FUNCTION recover_missing_dispatch() IS
  'Queues unprocessed events that have no dispatch row and whose last start was not given up, as after a restore. Returns how many.';
REVOKE EXECUTE ON FUNCTION recover_missing_dispatch() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recover_missing_dispatch() TO a4c_relay, a4c_operator;

CREATE FUNCTION remove_events_before(before timestamptz, max_rows integer DEFAULT 10000) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  removed bigint;
BEGIN
  INSERT INTO public.event_removal_permit VALUES (pg_current_xact_id());
  DELETE FROM public.domain_events
  WHERE id IN (
    SELECT e.id FROM public.domain_events e
    WHERE e.created_at < before AND e.processed_at IS NOT NULL
    ORDER BY e.created_at LIMIT max_rows
  )
    -- Again here: this is what is looked at anew when someone reprocesses the event at the same time.
    AND processed_at IS NOT NULL;
  GET DIAGNOSTICS removed = ROW_COUNT;
  DELETE FROM public.event_removal_permit WHERE transaction_id = pg_current_xact_id();
  RETURN removed;
END
$$;
COMMENT ON FUNCTION remove_events_before(timestamptz, integer) IS
  'Retention: removes at most max_rows of the oldest events before a time, never one that still waits for its workflow. Returns how many; call until 0.';
REVOKE EXECUTE ON FUNCTION remove_events_before(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION remove_events_before(timestamptz, integer) TO a4c_operator;

-- Several events may share a workflow: the later ones attached to it. What counts is what became of
-- its newest real start, so the start that an attached event found is looked up too.
CREATE FUNCTION event_status(of_event uuid) RETURNS TABLE (
    event_id uuid, event_type text, aggregate_type text, aggregate_id uuid, status text,
    workflow_id text, workflow_run_id text, workflow_type text, created_at timestamptz,
    processed_at timestamptz, processing_error text, retry_count integer, emitted_by text
  )
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.id, e.event_type, e.aggregate_type, e.aggregate_id,
    CASE
      WHEN given_up.yes THEN 'dead_lettered'
      WHEN e.processed_at IS NULL AND e.retry_count > 0 THEN 'retrying'
      WHEN e.processed_at IS NULL THEN 'queued'
      WHEN NOT started.yes THEN 'starts_nothing'
      WHEN outcome.event_type = r.completed_by THEN 'completed'
      WHEN outcome.event_type = r.failed_by THEN 'failed'
      ELSE 'started'
    END,
    e.event_metadata->>'workflow_id', e.event_metadata->>'workflow_run_id',
    e.event_metadata->>'workflow_type', e.created_at, e.processed_at, e.processing_error,
    e.retry_count, e.event_metadata->>'user_id'
  FROM public.domain_events e
  LEFT JOIN public.workflow_route r ON r.event_type = e.event_type
  -- The start that was asked for last; an earlier one that was given up no longer counts.
  CROSS JOIN LATERAL (
    SELECT e.processed_at IS NULL AND EXISTS (
      SELECT FROM public.dead_letter l
      WHERE l.event_id = e.id AND l.request_id = coalesce((
        SELECT q.request_id FROM public.workflow_requeue q
        WHERE q.event_id = e.id ORDER BY q.sequence_number DESC LIMIT 1
      ), e.id)
    ) AS yes
  ) given_up
  -- A route that was added later started nothing for older events: they carry no such workflow.
  CROSS JOIN LATERAL (
    SELECT e.processed_at IS NOT NULL
      AND coalesce(e.event_metadata->>'workflow_type' = r.workflow_type, false) AS yes
  ) started
  LEFT JOIN LATERAL (
    SELECT max(s.sequence_number) AS sequence_number
    FROM public.domain_events t
    CROSS JOIN LATERAL (
      SELECT t.sequence_number
      WHERE NOT EXISTS (
        SELECT FROM public.workflow_attempt a
        WHERE a.event_id = t.id AND a.request_id = t.id AND a.outcome = 'attached'
      )
      UNION ALL
      SELECT q.sequence_number FROM public.workflow_requeue q
      WHERE q.event_id = t.id AND q.outcome = 'started'
    ) s
    WHERE t.event_metadata->>'workflow_id' = e.event_metadata->>'workflow_id'
      AND t.event_type = e.event_type AND t.processed_at IS NOT NULL
  ) newest_start ON started.yes
  LEFT JOIN LATERAL (
    SELECT o.event_type
    FROM public.domain_events o
    WHERE o.event_metadata->>'workflow_id' = e.event_metadata->>'workflow_id'
      AND o.event_type IN (r.completed_by, r.failed_by)
      AND o.sequence_number > coalesce(newest_start.sequence_number, 0)
    ORDER BY o.sequence_number DESC LIMIT 1
  ) outcome ON started.yes
  WHERE e.id = of_event
$$;
COMMENT ON FUNCTION event_status(uuid) IS
  'What became of an event: starts_nothing, queued, retrying, started, completed, failed or dead_lettered. No row for an unknown id.';
REVOKE EXECUTE ON FUNCTION event_status(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_status(uuid)
  TO a4c_edge, a4c_service, a4c_worker, a4c_operator, a4c_reader;
