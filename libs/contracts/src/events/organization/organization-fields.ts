import * as z from 'zod';

/** Display name. */
export const organizationName = z.string().min(3).max(100);

/** URL-safe name; 63 characters, so that it fits a DNS label. */
export const organizationSlug = z
  .string()
  .min(1)
  .max(63)
  .regex(/^[a-z0-9-]+$/);

export const organizationTier = z.enum(['free', 'basic', 'premium', 'enterprise']);
