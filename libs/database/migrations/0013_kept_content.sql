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
REVOKE EXECUTE ON FUNCTION ask_contract_again() FROM PUBLIC;
-- Of what the relay writes, only what is certain to keep the rules of the metadata passes without.
-- Its name comes last, since triggers fire in order of their names and others change the metadata.
CREATE TRIGGER verify_kept_content
  BEFORE UPDATE OF event_metadata, content_kept ON domain_events
  FOR EACH ROW
  WHEN (
    NEW.content_kept AND (
      NEW.event_metadata ?| ARRAY[
        'parent_workflow_id', 'parent_workflow_run_id', 'parent_workflow_type', 'processing_error', 'retry_count'
      ]
      OR (
        jsonb_typeof(NEW.event_metadata->'workflow_id') = 'string'
        AND char_length(NEW.event_metadata->>'workflow_id') <= 255
        AND jsonb_typeof(NEW.event_metadata->'workflow_run_id') = 'string'
        AND NEW.event_metadata->>'workflow_run_id' LIKE '________-____-____-____-____________'
        AND translate(NEW.event_metadata->>'workflow_run_id', '0123456789abcdef', '') = '----'
        AND substr(NEW.event_metadata->>'workflow_run_id', 15, 1) IN ('1', '2', '3', '4', '5', '6', '7', '8')
        AND substr(NEW.event_metadata->>'workflow_run_id', 20, 1) IN ('8', '9', 'a', 'b')
        AND jsonb_typeof(NEW.event_metadata->'workflow_type') = 'string'
        AND char_length(NEW.event_metadata->>'workflow_type') <= 100
        AND (NEW.event_metadata->>'workflow_type') COLLATE "C" ~ '^[a-z][a-zA-Z0-9]*$'
      ) IS NOT TRUE
    )
  )
  EXECUTE FUNCTION ask_contract_again();
COMMENT ON TRIGGER verify_kept_content ON domain_events IS
  'An acknowledgement that does not certainly keep the rules of the metadata is checked as a new event is.';
CREATE TRIGGER verify_new_content BEFORE INSERT ON domain_events
  FOR EACH ROW WHEN (NEW.content_kept) EXECUTE FUNCTION ask_contract_again();
COMMENT ON TRIGGER verify_new_content ON domain_events IS 'A new event is always checked.';
