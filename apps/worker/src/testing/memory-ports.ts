import type { DnsPort } from '../dns/dns-port.ts';
import type { Email, EmailPort } from '../email/email-port.ts';
import { createInvitationLinks } from '../invitation-links.ts';

/** DNS in memory: full name → organization id. */
export function createMemoryDns(): DnsPort & { readonly records: Map<string, string> } {
  const records = new Map<string, string>();
  return {
    records,
    async provision({ slug, organizationId }) {
      const name = `${slug}.example.com`;
      records.set(name, organizationId);
      return name;
    },
    async deprovision({ slug, organizationId }) {
      const name = `${slug}.example.com`;
      if (records.get(name) === organizationId) records.delete(name);
    },
  };
}

/** A mailbox in memory. */
export function createMemoryEmail(): EmailPort & { readonly sent: Email[] } {
  const sent: Email[] = [];
  return {
    sent,
    domain: 'example.com',
    async send(email) {
      sent.push(email);
    },
  };
}

/** Links whose tokens nobody else makes. */
export const testInvitations = createInvitationLinks({
  secret: 'a secret of at least thirty-two bytes',
  urlTemplate: 'https://app.test/join#{invitation_id}/{token}',
});
