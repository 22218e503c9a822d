-- Up Migration

-- Group roles without login. Each process logs in as a user of its own that is a member of one:
--   CREATE USER relay_prod PASSWORD '…' IN ROLE a4c_relay;
-- Roles belong to the cluster, not to the database: another database may have made them already, and
-- then whoever migrates this one needs no CREATEROLE.
DO $$
DECLARE
  role_name text;
  purpose text;
BEGIN
  FOR role_name, purpose IN VALUES
    ('a4c_edge', 'HTTP edge: inserts events that clients may emit, reads their status.'),
    ('a4c_service', 'Trusted server code that inserts any event with SQL, as a service role does.'),
    ('a4c_worker', 'Workflow activities: emit events, keep the projections.'),
    ('a4c_relay', 'Relay: claims dispatch rows, writes the workflow back to the event.'),
    ('a4c_operator', 'A person on call: reprocesses events, pauses routes, handles dead letters.'),
    ('a4c_reader', 'Reads events and their processing state, changes nothing.')
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = role_name);
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXECUTE format('COMMENT ON ROLE %I IS %L', role_name, purpose);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
END
$$;

CREATE SCHEMA contracts;
COMMENT ON SCHEMA contracts IS 'Checks generated from the event contracts. Owned whole by "migrate".';
GRANT USAGE ON SCHEMA contracts
  TO a4c_edge, a4c_service, a4c_worker, a4c_relay, a4c_operator, a4c_reader;

-- Refuses everything until the generated set replaces it, so that policies can name it before.
CREATE FUNCTION contracts.emittable_over_http(event_type text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT false $$;
COMMENT ON FUNCTION contracts.emittable_over_http(text) IS
  'Whether the contract of this event type lets HTTP clients emit it.';

CREATE TABLE contract_set (
  hash text PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  applied_by text NOT NULL DEFAULT session_user
);
COMMENT ON TABLE contract_set IS
  'Sets of generated checks that were applied, by the hash of their contracts; the newest is in force.';
COMMENT ON COLUMN contract_set.hash IS 'SHA-256 of the contracts, as the generated file states it.';
COMMENT ON COLUMN contract_set.applied_at IS 'When "migrate" applied the set.';
COMMENT ON COLUMN contract_set.applied_by IS 'Database user that applied it.';
COMMENT ON CONSTRAINT contract_set_pkey ON contract_set IS 'A set is applied once.';
GRANT SELECT ON contract_set TO a4c_operator, a4c_reader;
