-- Up Migration

-- A CHECK runs again at every update of its row. The relay's acknowledgement changes nothing that the
-- contract of the event speaks of, which the triggers see to, but paid a third of its price for that.
ALTER TABLE domain_events ADD COLUMN content_kept boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN domain_events.content_kept IS
  'Set with an acknowledgement: the content was checked when it was inserted and is what it was. Not to be read.';
GRANT UPDATE (content_kept) ON domain_events TO a4c_relay;

DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_constraint WHERE conrelid = 'public.domain_events'::regclass AND conname = 'domain_events_contract'
  ) THEN
    ALTER TABLE public.domain_events DROP CONSTRAINT domain_events_contract;
    ALTER TABLE public.domain_events ADD CONSTRAINT domain_events_contract CHECK (
      event_version = 0 OR content_kept
      OR contracts.check_event(event_type, event_version, aggregate_type, event_data, event_metadata)
    ) NOT VALID;
    COMMENT ON CONSTRAINT domain_events_contract ON public.domain_events IS
      'Data and metadata keep the contract of their type and version.';
  END IF;
END
$$;

CREATE FUNCTION ask_contract_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.content_kept := false;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION ask_contract_again() IS 'Has the CHECK ask the whole contract.';
CREATE TRIGGER verify_new_content BEFORE INSERT ON domain_events
  FOR EACH ROW WHEN (NEW.content_kept) EXECUTE FUNCTION ask_contract_again();
COMMENT ON TRIGGER verify_new_content ON domain_events IS 'A new event is always checked.';

-- The conditions stand in the functions, not in the triggers: each statement on the table, also an
-- INSERT, copies the conditions of all its triggers, and these cost a tenth of the insert.
CREATE OR REPLACE FUNCTION refuse_event_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.sequence_number, NEW.event_type, NEW.event_version, NEW.aggregate_type,
      NEW.aggregate_id, NEW.event_data, NEW.created_at)
    IS DISTINCT FROM
    (OLD.id, OLD.sequence_number, OLD.event_type, OLD.event_version, OLD.aggregate_type,
      OLD.aggregate_id, OLD.event_data, OLD.created_at)
  THEN
    RAISE EXCEPTION 'event % is immutable', OLD.id
      USING ERRCODE = '55000', SCHEMA = 'public', TABLE = 'domain_events',
        HINT = 'Emit a further event that corrects it. Only processed_at, processing_error and retry_count may be reset.';
  END IF;
  RETURN NEW;
END
$$;
DROP TRIGGER refuse_event_change ON domain_events;
CREATE TRIGGER refuse_event_change
  BEFORE UPDATE OF id, sequence_number, event_type, event_version, aggregate_type, aggregate_id,
    event_data, created_at ON domain_events
  FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
COMMENT ON TRIGGER refuse_event_change ON domain_events IS 'What an event says never changes.';

-- Names its operators in full, for which a session can have no others, since to set the path costs
-- each acknowledged event more than all the rest of this.
CREATE FUNCTION refuse_metadata_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- As every acknowledgement is: the keys of the start are new, and nothing else is.
  IF (NEW.event_metadata OPERATOR(pg_catalog.-) ARRAY['workflow_id', 'workflow_run_id', 'workflow_type'])
    OPERATOR(pg_catalog.=) OLD.event_metadata
  THEN
    -- Only what is certain to keep the rules of the metadata passes without the contract.
    IF NOT NEW.content_kept OR (
      pg_catalog.jsonb_typeof(NEW.event_metadata OPERATOR(pg_catalog.->) 'workflow_id') OPERATOR(pg_catalog.=) 'string'
      AND pg_catalog.char_length(NEW.event_metadata OPERATOR(pg_catalog.->>) 'workflow_id') OPERATOR(pg_catalog.<=) 255
      AND pg_catalog.jsonb_typeof(NEW.event_metadata OPERATOR(pg_catalog.->) 'workflow_run_id') OPERATOR(pg_catalog.=) 'string'
      AND (NEW.event_metadata OPERATOR(pg_catalog.->>) 'workflow_run_id')
        OPERATOR(pg_catalog.~~) '________-____-____-____-____________'
      AND (NEW.event_metadata OPERATOR(pg_catalog.->>) 'workflow_run_id') COLLATE "C"
        OPERATOR(pg_catalog.~) '^[0-9a-f]*-[0-9a-f]*-[1-8][0-9a-f]*-[89ab][0-9a-f]*-[0-9a-f]*$'
      AND pg_catalog.jsonb_typeof(NEW.event_metadata OPERATOR(pg_catalog.->) 'workflow_type') OPERATOR(pg_catalog.=) 'string'
      AND pg_catalog.char_length(NEW.event_metadata OPERATOR(pg_catalog.->>) 'workflow_type') OPERATOR(pg_catalog.<=) 100
      AND (NEW.event_metadata OPERATOR(pg_catalog.->>) 'workflow_type') COLLATE "C"
        OPERATOR(pg_catalog.~) '^[a-z][a-zA-Z0-9]*$'
    ) THEN
      RETURN NEW;
    END IF;
  ELSIF (
    (NEW.event_metadata OPERATOR(pg_catalog.-) ARRAY[
      'workflow_id', 'workflow_run_id', 'workflow_type', 'parent_workflow_id',
      'parent_workflow_run_id', 'parent_workflow_type', 'processing_error', 'retry_count'
    ]) OPERATOR(pg_catalog.=) (OLD.event_metadata OPERATOR(pg_catalog.-) ARRAY[
      'workflow_id', 'workflow_run_id', 'workflow_type', 'parent_workflow_id',
      'parent_workflow_run_id', 'parent_workflow_type', 'processing_error', 'retry_count'
    ])
  ) IS NOT TRUE THEN
    RAISE EXCEPTION 'event % is immutable', OLD.id
      USING ERRCODE = '55000', SCHEMA = 'public', TABLE = 'domain_events',
        HINT = 'Emit a further event that corrects it. Only the keys of the metadata that the relay owns may change.';
  END IF;
  NEW.content_kept := false;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_metadata_change() IS
  'Refuses a change to the metadata but for the keys that the relay owns. Has the CHECK ask the whole contract unless these are new and certain to keep it.';
DROP TRIGGER refuse_metadata_change ON domain_events;
CREATE TRIGGER refuse_metadata_change BEFORE UPDATE OF event_metadata, content_kept ON domain_events
  FOR EACH ROW EXECUTE FUNCTION refuse_metadata_change();
COMMENT ON TRIGGER refuse_metadata_change ON domain_events IS
  'Of the metadata only the keys that the relay owns may change.';
REVOKE EXECUTE ON FUNCTION ask_contract_again(), refuse_metadata_change() FROM PUBLIC;
