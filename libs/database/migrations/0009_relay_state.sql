-- Up Migration

CREATE TABLE relay_control (
  is_only boolean PRIMARY KEY DEFAULT true CONSTRAINT relay_control_only CHECK (is_only),
  paused boolean NOT NULL DEFAULT false,
  paused_at timestamptz,
  paused_by text
);
COMMENT ON TABLE relay_control IS 'What operators ask of all relays. One row.';
COMMENT ON COLUMN relay_control.is_only IS 'Always true.';
COMMENT ON COLUMN relay_control.paused IS 'While true no relay claims anything.';
COMMENT ON COLUMN relay_control.paused_at IS 'Since when.';
COMMENT ON COLUMN relay_control.paused_by IS 'Database user that paused.';
COMMENT ON CONSTRAINT relay_control_pkey ON relay_control IS 'One row.';
COMMENT ON CONSTRAINT relay_control_only ON relay_control IS 'One row.';
INSERT INTO relay_control DEFAULT VALUES;

CREATE TABLE relay_instance (
  id uuid PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  version text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  listen_state text NOT NULL,
  gate text NOT NULL,
  breaker text NOT NULL,
  breaker_reason text,
  "window" integer NOT NULL,
  in_flight integer NOT NULL,
  batch integer NOT NULL,
  claimed_per_second real NOT NULL,
  started_per_second real NOT NULL,
  failed_per_second real NOT NULL,
  draining boolean NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE relay_instance IS 'Relays and how they are. Each writes its row once a second and removes it when it stops.';
COMMENT ON CONSTRAINT relay_instance_pkey ON relay_instance IS 'A process has one row.';
COMMENT ON COLUMN relay_instance.id IS 'Drawn by the process when it starts.';
COMMENT ON COLUMN relay_instance.host IS 'Host that it runs on.';
COMMENT ON COLUMN relay_instance.pid IS 'Its process id there.';
COMMENT ON COLUMN relay_instance.version IS 'Its release.';
COMMENT ON COLUMN relay_instance.started_at IS 'When it wrote the row first, by the database''s clock.';
COMMENT ON COLUMN relay_instance.seen_at IS 'When it wrote the row last, by the database''s clock.';
COMMENT ON COLUMN relay_instance.listen_state IS 'Whether notifications reach it.';
COMMENT ON COLUMN relay_instance.gate IS 'Whether it sleeps behind the gate, or what keeps it from that.';
COMMENT ON COLUMN relay_instance.breaker IS 'Whether it calls Temporal.';
COMMENT ON COLUMN relay_instance.breaker_reason IS 'Why not.';
COMMENT ON COLUMN relay_instance."window" IS 'Calls to Temporal that it allows itself at once.';
COMMENT ON COLUMN relay_instance.in_flight IS 'Calls to Temporal without an answer yet.';
COMMENT ON COLUMN relay_instance.batch IS 'Events that it claims at once.';
COMMENT ON COLUMN relay_instance.claimed_per_second IS 'Events claimed, lately.';
COMMENT ON COLUMN relay_instance.started_per_second IS 'Workflows started or attached to, lately.';
COMMENT ON COLUMN relay_instance.failed_per_second IS 'Attempts that failed, lately.';
COMMENT ON COLUMN relay_instance.draining IS 'Whether it is about to stop.';

CREATE FUNCTION stamp_pause() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.paused_at := CASE WHEN NEW.paused THEN clock_timestamp() END;
  NEW.paused_by := CASE WHEN NEW.paused THEN session_user END;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION stamp_pause() IS 'Says since when and by whom it is paused.';
CREATE TRIGGER stamp_pause BEFORE UPDATE OF paused ON relay_control
  FOR EACH ROW WHEN (NEW.paused IS DISTINCT FROM OLD.paused) EXECUTE FUNCTION stamp_pause();
COMMENT ON TRIGGER stamp_pause ON relay_control IS 'Says since when and by whom it is paused.';

CREATE FUNCTION announce_control() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NOTIFY workflow_events;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION announce_control() IS 'Wakes the relays, which then look at what is paused.';
CREATE TRIGGER announce_control AFTER UPDATE OF paused ON relay_control
  FOR EACH STATEMENT EXECUTE FUNCTION announce_control();
CREATE TRIGGER announce_control AFTER UPDATE OF paused ON workflow_route
  FOR EACH STATEMENT EXECUTE FUNCTION announce_control();
COMMENT ON TRIGGER announce_control ON relay_control IS 'What is resumed is claimed at once.';
COMMENT ON TRIGGER announce_control ON workflow_route IS 'What is resumed is claimed at once.';
REVOKE EXECUTE ON FUNCTION stamp_pause(), announce_control() FROM PUBLIC;

GRANT SELECT ON relay_control, relay_instance TO a4c_relay, a4c_operator, a4c_reader;
GRANT INSERT, UPDATE, DELETE ON relay_instance TO a4c_relay;
GRANT UPDATE (paused) ON relay_control TO a4c_operator;

CREATE OR REPLACE FUNCTION remove_events_before(before timestamptz, max_rows integer DEFAULT 10000) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  removed uuid[];
BEGIN
  INSERT INTO public.event_removal_permit VALUES (pg_current_xact_id());
  WITH gone AS (
    DELETE FROM public.domain_events
    WHERE id IN (
      SELECT e.id FROM public.domain_events e
      WHERE e.created_at < before AND e.processed_at IS NOT NULL
      ORDER BY e.created_at LIMIT max_rows
    )
      -- Again here: this is what is looked at anew when someone reprocesses the event at the same time.
      AND processed_at IS NOT NULL
    RETURNING id
  )
  SELECT array_agg(id) INTO removed FROM gone;
  DELETE FROM public.event_removal_permit WHERE transaction_id = pg_current_xact_id();
  DELETE FROM public.workflow_attempt WHERE event_id = ANY (removed);
  DELETE FROM public.workflow_requeue WHERE event_id = ANY (removed);
  DELETE FROM public.dead_letter WHERE event_id = ANY (removed) AND resolved_at IS NOT NULL;
  RETURN coalesce(cardinality(removed), 0);
END
$$;
COMMENT ON FUNCTION remove_events_before(timestamptz, integer) IS
  'Retention: removes at most max_rows of the oldest events before a time, with the record of their starts, never one that still waits for its workflow. Returns how many; call until 0.';
