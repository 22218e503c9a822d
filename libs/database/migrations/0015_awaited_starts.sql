-- Up Migration

-- A signal waits for the start of its workflow, which it finds in the queue by the aggregate. Only routes
-- whose workflows are signalled at all need that, and the others' inserts need not pay for the index.
ALTER TABLE workflow_route ADD COLUMN is_awaited boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN workflow_route.is_awaited IS
  'Whether signals to its workflows may have to wait for a start of it. Kept by mark_awaited_routes.';

CREATE INDEX idx_workflow_dispatch_aggregate ON workflow_dispatch ((aggregate_id::text), route_number)
  WHERE aggregate_id IS NOT NULL;
COMMENT ON INDEX idx_workflow_dispatch_aggregate IS 'Whether the start that a signal needs still waits.';
COMMENT ON COLUMN workflow_dispatch.aggregate_id IS
  'What the event is about, if its route is ordered or signals may wait for it.';

-- Also what waits already: contracts change while writers are kept out, operators' changes concern no signals.
CREATE FUNCTION mark_awaited_routes() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  WITH wanted AS (
    SELECT r.route_number, r.kind = 'start' AND EXISTS (
      SELECT FROM public.workflow_route s WHERE s.kind = 'signal' AND s.workflow_type = r.workflow_type
    ) AS is_awaited
    FROM public.workflow_route r
  ), changed AS (
    UPDATE public.workflow_route r SET is_awaited = w.is_awaited
    FROM wanted w WHERE w.route_number = r.route_number AND w.is_awaited <> r.is_awaited
    RETURNING r.route_number, r.is_awaited
  )
  UPDATE public.workflow_dispatch d SET aggregate_id = e.aggregate_id
  FROM changed c, public.domain_events e
  WHERE c.is_awaited AND d.route_number = c.route_number AND d.aggregate_id IS NULL AND e.id = d.event_id;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION mark_awaited_routes() IS 'Tells routes whose workflows are signalled from the others.';
REVOKE EXECUTE ON FUNCTION mark_awaited_routes() FROM PUBLIC;
CREATE TRIGGER mark_awaited_routes AFTER INSERT OR DELETE OR UPDATE OF kind, workflow_type ON workflow_route
  FOR EACH STATEMENT EXECUTE FUNCTION mark_awaited_routes();
COMMENT ON TRIGGER mark_awaited_routes ON workflow_route IS 'A signal waits for the start of its workflow.';

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
    CASE WHEN r.ordered OR r.is_awaited THEN e.aggregate_id END,
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

CREATE OR REPLACE FUNCTION queue_again(of_event uuid, under_request uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.workflow_dispatch (
    event_id, sequence_number, event_type, request_id, size_bytes, route_number, queue, aggregate_id, fairness_key,
    retrying
  )
  SELECT e.id, e.sequence_number, e.event_type, under_request,
    octet_length(e.event_data::text) + octet_length(e.event_metadata::text),
    r.route_number,
    CASE WHEN r.ordered THEN 'ordered' WHEN r.fairness_key_template IS NULL THEN 'plain' ELSE 'fair' END,
    CASE WHEN r.ordered OR r.is_awaited THEN e.aggregate_id END,
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

UPDATE workflow_route SET kind = kind;
