import * as z from 'zod';

const name = z.string().min(3).max(100);
const slug = z.string().regex(/^[a-z0-9-]+$/);
const id = z.uuid();
const email = z.email();

/** The data of ten events as a product has them, in zod. */
export const zodSchemas = {
  account_closed: z.strictObject({ reason: z.string().max(1_000), closed_by: id }),
  account_opened: z.strictObject({ name, owner_email: email, tier: z.enum(['free', 'big']) }),
  address_changed: z.strictObject({
    street: z.string().min(1).max(100),
    city: name,
    zip_code: z.string().max(10),
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
  card_added: z.strictObject({
    last_four: z.string().regex(/^\d{4}$/),
    expires_at: z.iso.datetime(),
  }),
  member_invited: z.strictObject({ email, roles: z.array(z.enum(['admin', 'member'])).max(5) }),
  member_removed: z.strictObject({ user_id: id, reason: z.string().max(500).optional() }),
  order_placed: z.strictObject({
    lines: z.array(z.strictObject({ product_id: id, count: z.int().min(1).max(999) })).min(1),
    note: z.string().max(1_000).nullable(),
  }),
  plan_changed: z.strictObject({ plan: z.enum(['free', 'basic', 'premium']), yearly: z.boolean() }),
  project_created: z.strictObject({ name, slug, is_public: z.boolean() }),
  refund_requested: z.strictObject({ order_id: id, cents: z.int().min(1), reason: name }),
};

export type TenEvent = keyof typeof zodSchemas;
