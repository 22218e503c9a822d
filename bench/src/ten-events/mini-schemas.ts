import * as z from 'zod/mini';

const name = z.string().check(z.minLength(3), z.maxLength(100));
const slug = z.string().check(z.regex(/^[a-z0-9-]+$/));
const id = z.uuid();
const email = z.email();
const upTo = (length: number) => z.string().check(z.maxLength(length));

/** The same data in zod/mini. */
export const miniSchemas = {
  account_closed: z.strictObject({ reason: upTo(1_000), closed_by: id }),
  account_opened: z.strictObject({ name, owner_email: email, tier: z.enum(['free', 'big']) }),
  address_changed: z.strictObject({
    street: z.string().check(z.minLength(1), z.maxLength(100)),
    city: name,
    zip_code: upTo(10),
    country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  }),
  card_added: z.strictObject({
    last_four: z.string().check(z.regex(/^\d{4}$/)),
    expires_at: z.iso.datetime(),
  }),
  member_invited: z.strictObject({
    email,
    roles: z.array(z.enum(['admin', 'member'])).check(z.maxLength(5)),
  }),
  member_removed: z.strictObject({ user_id: id, reason: z.optional(upTo(500)) }),
  order_placed: z.strictObject({
    lines: z
      .array(z.strictObject({ product_id: id, count: z.int().check(z.minimum(1), z.maximum(999)) }))
      .check(z.minLength(1)),
    note: z.nullable(upTo(1_000)),
  }),
  plan_changed: z.strictObject({ plan: z.enum(['free', 'basic', 'premium']), yearly: z.boolean() }),
  project_created: z.strictObject({ name, slug, is_public: z.boolean() }),
  refund_requested: z.strictObject({
    order_id: id,
    cents: z.int().check(z.minimum(1)),
    reason: name,
  }),
};
