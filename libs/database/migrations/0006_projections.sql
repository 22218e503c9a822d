-- Up Migration

CREATE TABLE organizations_projection (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  slug text NOT NULL UNIQUE,
  tier text NOT NULL,
  status text NOT NULL CHECK (status IN ('provisioning', 'active', 'inactive')),
  subdomain text UNIQUE,
  owner_id uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE organizations_projection IS 'Organizations as their events leave them. Kept by activities.';
COMMENT ON COLUMN organizations_projection.id IS 'Aggregate id of the organization''s events.';
COMMENT ON COLUMN organizations_projection.name IS 'Display name.';
COMMENT ON COLUMN organizations_projection.slug IS 'URL-safe name, unique.';
COMMENT ON COLUMN organizations_projection.tier IS 'Subscription tier.';
COMMENT ON COLUMN organizations_projection.status IS 'provisioning until the bootstrap is through, then active.';
COMMENT ON COLUMN organizations_projection.subdomain IS 'Full DNS name, once provisioned.';
COMMENT ON COLUMN organizations_projection.owner_id IS 'User who owns it, once assigned.';
COMMENT ON COLUMN organizations_projection.created_at IS 'When the row was made.';
COMMENT ON COLUMN organizations_projection.updated_at IS 'When the row last changed.';

CREATE TABLE users_projection (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  created_by_run uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX idx_users_projection_email ON users_projection (lower(email));
COMMENT ON TABLE users_projection IS 'User accounts.';
COMMENT ON INDEX idx_users_projection_email IS 'One account per e-mail address, whatever its case.';
COMMENT ON COLUMN users_projection.id IS 'Aggregate id of the user''s events.';
COMMENT ON COLUMN users_projection.email IS 'Address as it was given first.';
COMMENT ON COLUMN users_projection.created_by_run IS
  'Workflow run that made the account, so that this run alone may undo it.';
COMMENT ON COLUMN users_projection.created_at IS 'When the row was made.';

CREATE TABLE memberships_projection (
  organization_id uuid NOT NULL REFERENCES organizations_projection (id),
  user_id uuid NOT NULL REFERENCES users_projection (id),
  role text NOT NULL CHECK (role IN ('owner', 'member')),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX idx_memberships_projection_user_id ON memberships_projection (user_id);
COMMENT ON TABLE memberships_projection IS 'Who belongs to which organization.';
COMMENT ON INDEX idx_memberships_projection_user_id IS 'Organizations of a user.';
COMMENT ON COLUMN memberships_projection.organization_id IS 'The organization.';
COMMENT ON COLUMN memberships_projection.user_id IS 'The user.';
COMMENT ON COLUMN memberships_projection.role IS 'What the user is there.';
COMMENT ON COLUMN memberships_projection.created_at IS 'When the row was made.';

CREATE TABLE sent_emails (
  message_id text PRIMARY KEY,
  sent_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE sent_emails IS
  'E-mails that the mail server took, so that a retry does not send them again.';
COMMENT ON COLUMN sent_emails.message_id IS 'RFC 5322 Message-ID without angle brackets.';
COMMENT ON COLUMN sent_emails.sent_at IS 'When the mail server had taken it.';

COMMENT ON CONSTRAINT organizations_projection_pkey ON organizations_projection IS 'One row per organization.';
COMMENT ON CONSTRAINT organizations_projection_slug_key ON organizations_projection IS 'A slug names one organization.';
COMMENT ON CONSTRAINT organizations_projection_subdomain_key ON organizations_projection IS
  'A DNS name belongs to one organization.';
COMMENT ON CONSTRAINT organizations_projection_status_check ON organizations_projection IS 'The states of the bootstrap.';
COMMENT ON CONSTRAINT users_projection_pkey ON users_projection IS 'One row per user.';
COMMENT ON CONSTRAINT memberships_projection_pkey ON memberships_projection IS 'A user has one role in an organization.';
COMMENT ON CONSTRAINT memberships_projection_organization_id_fkey ON memberships_projection IS 'The organization exists.';
COMMENT ON CONSTRAINT memberships_projection_user_id_fkey ON memberships_projection IS 'The user exists.';
COMMENT ON CONSTRAINT memberships_projection_role_check ON memberships_projection IS 'The roles that exist.';
COMMENT ON CONSTRAINT sent_emails_pkey ON sent_emails IS 'An e-mail is sent once.';

GRANT SELECT, INSERT, UPDATE, DELETE
  ON organizations_projection, users_projection, memberships_projection TO a4c_worker;
GRANT SELECT, INSERT ON sent_emails TO a4c_worker;
GRANT SELECT ON organizations_projection, users_projection, memberships_projection
  TO a4c_service, a4c_operator, a4c_reader;
