import type { EmitEvent } from '@a4c/emit-event';
import type { Pool } from 'pg';

import type { DnsPort } from '../dns/dns-port.ts';
import type { EmailPort } from '../email/email-port.ts';
import type { InvitationLinks } from '../invitation-links.ts';

/** What activities act on. Given once, to `createActivities`. */
export interface ActivityDependencies {
  /** Logs in as a member of `a4c_worker`. */
  readonly pool: Pool;
  /** Must capture the activity's context. */
  readonly emitEvent: EmitEvent;
  readonly dns: DnsPort;
  readonly email: EmailPort;
  readonly invitations: InvitationLinks;
  /** Tag of every event that is emitted: `production`, `development` … */
  readonly environment: string;
}
