-- Up Migration

ALTER TABLE users_projection ADD COLUMN display_name text;
COMMENT ON COLUMN users_projection.display_name IS 'Name that the user wants to be called by, once told.';

CREATE TABLE invitations_projection (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations_projection (id),
  email text NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'accepted', 'expired')),
  issue_number integer NOT NULL DEFAULT 1,
  opened_by_run uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT invitations_projection_accepted CHECK ((status = 'accepted') = (accepted_at IS NOT NULL))
);
CREATE INDEX idx_invitations_projection_organization_id ON invitations_projection (organization_id);
COMMENT ON TABLE invitations_projection IS
  'Invitations as their events leave them. Activities open and end them, the edge accepts them.';
COMMENT ON INDEX idx_invitations_projection_organization_id IS 'Invitations of an organization.';
COMMENT ON COLUMN invitations_projection.id IS 'Aggregate id of the invitation''s events.';
COMMENT ON COLUMN invitations_projection.organization_id IS 'What the person is invited to.';
COMMENT ON COLUMN invitations_projection.email IS 'Where the invitation is sent, as it was given.';
COMMENT ON COLUMN invitations_projection.status IS 'pending until it is accepted or expires.';
COMMENT ON COLUMN invitations_projection.issue_number IS
  'Which issue of the token is valid. A further run of the workflow raises it; older links end.';
COMMENT ON COLUMN invitations_projection.opened_by_run IS 'Workflow run that opened it last.';
COMMENT ON COLUMN invitations_projection.expires_at IS 'Not to be accepted from then on.';
COMMENT ON COLUMN invitations_projection.accepted_at IS 'When it was accepted.';
COMMENT ON COLUMN invitations_projection.created_at IS 'When the row was made.';
COMMENT ON CONSTRAINT invitations_projection_pkey ON invitations_projection IS 'One row per invitation.';
COMMENT ON CONSTRAINT invitations_projection_organization_id_fkey ON invitations_projection IS
  'The organization exists.';
COMMENT ON CONSTRAINT invitations_projection_status_check ON invitations_projection IS 'The states that exist.';
COMMENT ON CONSTRAINT invitations_projection_accepted ON invitations_projection IS
  'An accepted invitation says when, no other does.';

-- The edge may take the one step from pending to accepted, and sees no address.
ALTER TABLE invitations_projection ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker_keeps ON invitations_projection TO a4c_worker USING (true) WITH CHECK (true);
CREATE POLICY trusted_reads ON invitations_projection FOR SELECT
  TO a4c_service, a4c_operator, a4c_reader USING (true);
CREATE POLICY edge_reads ON invitations_projection FOR SELECT TO a4c_edge USING (true);
CREATE POLICY edge_accepts ON invitations_projection FOR UPDATE TO a4c_edge
  USING (status = 'pending' AND expires_at > clock_timestamp()) WITH CHECK (status = 'accepted');
COMMENT ON POLICY worker_keeps ON invitations_projection IS 'Activities keep the projection.';
COMMENT ON POLICY trusted_reads ON invitations_projection IS 'Our own processes and people read every invitation.';
COMMENT ON POLICY edge_reads ON invitations_projection IS 'The edge tells why an invitation cannot be accepted.';
COMMENT ON POLICY edge_accepts ON invitations_projection IS 'From pending, before it expires, to accepted.';

GRANT SELECT, INSERT, UPDATE ON invitations_projection TO a4c_worker;
GRANT SELECT ON invitations_projection TO a4c_service, a4c_operator, a4c_reader;
GRANT SELECT (id, status, issue_number, expires_at), UPDATE (status, accepted_at)
  ON invitations_projection TO a4c_edge;
