// Generated from libs/contracts by "nx sync". Do not edit.

import type { Client } from '../create-client.ts';
import { type EmitOptions, type EmittedEvent, emitEvent } from '../emit-event.ts';
import { emailPattern, pattern } from './patterns.ts';
import { type BrokenRule, broken, wrongKind } from './validator-runtime/broken-rules.ts';
import { isText } from './validator-runtime/check-lengths.ts';
import { isObject } from './validator-runtime/check-objects.ts';

/** Data of `organization.bootstrap_initiated`, less what the server fills in. */
export interface CreateOrganizationBody {
  name: string;
  owner_email: string;
  slug: string;
  /** Default: false. */
  subdomain_enabled?: boolean | undefined;
  /** Default: "free". */
  tier?: 'free' | 'basic' | 'premium' | 'enterprise' | undefined;
}

/**
 * Someone asked for a new organization.
 * Emits `organization.bootstrap_initiated`, which starts `organizationBootstrapWorkflow`.
 * Needs the permission `organization.create`.
 *
 * @throws ValidationError before anything is sent; ProblemError, NetworkError, TimeoutError
 */
export function createOrganization(
  client: Client,
  body: CreateOrganizationBody,
  options: EmitOptions = {},
): Promise<EmittedEvent> {
  const emission = {
    path: '/create-organization',
    idName: 'organization_id',
    defaults: { subdomain_enabled: false, tier: 'free' },
    check: checkOrganizationBootstrapInitiatedV1,
  };
  return emitEvent(client, emission, body, options);
}

/** What breaks the contract of organization.bootstrap_initiated, version 1. */
function checkOrganizationBootstrapInitiatedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['name', 'owner_email', 'slug', 'subdomain_enabled', 'tier'])) return;
  const name = data['name'];
  isText(rules, 'event_data.name', name, 3, 100);
  const ownerEmail = data['owner_email'];
  if (isText(rules, 'event_data.owner_email', ownerEmail, undefined, 254) && !emailPattern.test(ownerEmail)) broken(rules, 'event_data.owner_email', 'format email');
  const slug = data['slug'];
  if (isText(rules, 'event_data.slug', slug, 1, 63) && !pattern.test(slug)) broken(rules, 'event_data.slug', 'pattern');
  const subdomainEnabled = data['subdomain_enabled'];
  if (typeof subdomainEnabled !== 'boolean') wrongKind(rules, 'event_data.subdomain_enabled', 'type boolean', subdomainEnabled);
  const tier = data['tier'];
  if (
    tier !== 'free'
    && tier !== 'basic'
    && tier !== 'premium'
    && tier !== 'enterprise'
  ) {
    wrongKind(rules, 'event_data.tier', 'one_of', tier);
  }
}
