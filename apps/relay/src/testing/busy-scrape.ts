import { Client } from 'pg';

import type { Answer } from '../starting/answer.ts';
import { type Scrape, startScrapedRelay } from './scraped-relay.ts';

/** Fails each way once, by the name of the organization. */
const answers: Record<string, () => Answer> = {
  hopeless: () => ({ kind: 'hopeless', code: 'INVALID_ARGUMENT', message: 'no' }),
  failed: () => ({ kind: 'failed', code: 'INTERNAL', message: 'not yet' }),
};

/** Scrapes a relay that has done everything once: so every metric has a sample with its labels. */
export async function scrapeBusyRelay(database: {
  readonly ownerUrl: string;
  readonly urlFor: (role: 'relay') => string;
}): Promise<Scrape> {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(
    `INSERT INTO domain_events (event_type, aggregate_type, aggregate_id, event_data, event_metadata)
     SELECT 'organization.bootstrap_initiated', 'organization', gen_random_uuid(),
       jsonb_build_object('name', name, 'slug', 'acme', 'owner_email', 'a@acme.example', 'tier', 'free',
         'subdomain_enabled', false), '{"timestamp":"2026-01-01T00:00:00.000Z"}'
     FROM unnest($1::text[]) name`,
    [['well', ...Object.keys(answers)]],
  );
  const start = async ({ event_data }: { event_data: string | null }): Promise<Answer> => {
    const { name }: { name: string } = JSON.parse(event_data ?? '');
    return answers[name]?.() ?? { kind: 'running', runId: crypto.randomUUID(), outcome: 'started' };
  };
  await using scraped = await startScrapedRelay(database.urlFor('relay'), {
    start,
    ask: async () => {},
  });
  const left = new Set(['acknowledged', 'deadLettered', 'failed'] as const);
  const { promise: allTold, resolve } = Promise.withResolvers<void>();
  for (const name of left) {
    scraped.relay.lifecycle.on(name, () => {
      left.delete(name);
      if (left.size === 0) resolve();
    });
  }
  scraped.relay.start();
  await allTold;
  await owner.end();
  return await scraped.scrape();
}
