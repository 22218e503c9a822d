import type { TenEvent } from './zod-schemas.ts';

type Documents = Readonly<Record<TenEvent, Readonly<Record<string, unknown>>>>;

const id = '123e4567-e89b-42d3-a456-426614174000';

/** One document for each event that keeps its contract. */
export const validDocuments: Documents = {
  account_closed: { reason: 'We have moved to another shop.', closed_by: id },
  account_opened: { name: 'Acme Corp', owner_email: 'owner@acme.example', tier: 'big' },
  address_changed: { street: 'Main Road 1', city: 'Springfield', zip_code: '12345', country: 'US' },
  card_added: { last_four: '4242', expires_at: '2027-01-31T00:00:00.000Z' },
  member_invited: { email: 'member@acme.example', roles: ['admin', 'member'] },
  member_removed: { user_id: id, reason: 'Left the company.' },
  order_placed: {
    lines: [
      { product_id: id, count: 2 },
      { product_id: id, count: 10 },
    ],
    note: null,
  },
  plan_changed: { plan: 'premium', yearly: true },
  project_created: { name: 'New website', slug: 'new-website', is_public: false },
  refund_requested: { order_id: id, cents: 1_999, reason: 'Arrived broken.' },
};

/** One that breaks it, each by another of the mistakes that clients make. */
export const invalidDocuments: Documents = {
  account_closed: { reason: 'We have moved to another shop.', closed_by: 'someone' },
  account_opened: { name: 'Acme Corp', owner_email: 'owner at acme', tier: 'big' },
  address_changed: { street: 'Main Road 1', city: 'Springfield', zip_code: '12345', country: 'us' },
  card_added: { last_four: '4242', expires_at: '2027-01-31' },
  member_invited: { email: 'member@acme.example', roles: ['admin', 'owner'] },
  member_removed: { user_id: id, reason: 'Left the company.', at: 'noon' },
  order_placed: { lines: [], note: null },
  plan_changed: { plan: 'gold', yearly: 'yes' },
  project_created: { name: 'New website', slug: 'new-website' },
  refund_requested: { order_id: id, cents: 19.99, reason: 'No' },
};
