import { randomBytes } from 'node:crypto';

/** The edge's answer, and when. */
export type RequestedOrganization = {
  event_id: string;
  organization_id: string;
  /** Milliseconds since the epoch. */
  sentAt: number;
  answeredAt: number;
};

/** Sends the guide's request as any client would. Throws with the edge's problem unless it is 202. */
export async function requestOrganization(
  edgeUrl: string,
  token: string,
): Promise<RequestedOrganization> {
  // Slugs are unique, and a database that DATABASE_URL names remembers the last demo.
  const slug = `acme-${randomBytes(4).toString('hex')}`;
  const body = JSON.stringify({ name: 'Acme Corp', slug, owner_email: `owner@${slug}.example` });
  const sentAt = Date.now();
  const response = await fetch(`${edgeUrl}/create-organization`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body,
  });
  const answer = await response.text();
  const answeredAt = Date.now();
  if (response.status !== 202) {
    throw new Error(
      `The edge refused the demo's request with ${response.status}. It said: ${answer}`,
    );
  }
  const accepted: { event_id: string; organization_id: string } = JSON.parse(answer);
  return { ...accepted, sentAt, answeredAt };
}
