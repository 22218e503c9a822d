import { registry } from '@a4c/contracts';
import {
  createEnvironmentReader,
  type Environment,
  type EnvironmentReader,
  readDatabaseUrl,
} from '@a4c/service';
import { readInvitationSecret } from '@a4c/service/invitation-token';
import { type ClientConnectConfig, readTemporal } from '@a4c/service/temporal';
import { readTracing } from '@a4c/service/tracing';

import type { InvitationSettings } from './invitation-links.ts';

/** Where subdomains are made. */
export type DnsConfig =
  | { readonly provider: 'log'; readonly baseDomain: string }
  | {
      readonly provider: 'cloudflare';
      readonly baseDomain: string;
      readonly target: string;
      readonly apiToken: string;
      readonly zoneId: string;
    };

/** How e-mails leave. */
export type EmailConfig =
  | { readonly provider: 'log'; readonly from: string }
  | { readonly provider: 'smtp'; readonly from: string; readonly url: string };

/** What the worker is told from outside. */
export interface WorkerConfig {
  readonly databaseUrl: string;
  readonly temporal: ClientConnectConfig;
  /** Whether workflows and activities are traced, as the standard variables of OpenTelemetry say. */
  readonly isTraced: boolean;
  readonly taskQueues: readonly string[];
  readonly healthHost: string;
  readonly healthPort: number;
  /** Tag of every event that the worker emits. */
  readonly environment: string;
  readonly dns: DnsConfig;
  readonly email: EmailConfig;
  readonly invitations: InvitationSettings;
}

const domainName = /^(?=.{1,189}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]$/;
const ipv4OrDomain = /^[a-z0-9.-]{1,253}$/;
const address = /^[^\s@<>]+@[^\s@<>]+$/;
const linkTemplate = /^https?:\/\/(?=\S*\{invitation_id\})(?=\S*\{token\})\S+$/;
const queueName = /^[^\s,]{1,200}$/;
/** As the metadata contract wants tags. */
const tag = /^[^A-Z \t\n\v\f\r]+$/u;

/** @throws InvalidConfigurationError naming everything that is missing or wrong. */
export function readWorkerConfig(environment: Environment): WorkerConfig {
  const read = createEnvironmentReader(environment);
  const config: WorkerConfig = {
    databaseUrl: readDatabaseUrl(read),
    temporal: readTemporal(read, environment),
    isTraced: readTracing(read),
    taskQueues: readTaskQueues(read),
    healthHost: read.text('A4C_HEALTH_HOST', { default: '127.0.0.1', example: '0.0.0.0' }),
    healthPort: read.integer('A4C_WORKER_HEALTH_PORT', { default: 8082, min: 0, max: 65_535 }),
    environment: readMatching(read, 'A4C_ENVIRONMENT', {
      pattern: tag,
      wanted: 'a word in lower case without spaces',
      default: 'development',
      example: 'production',
    }),
    dns: readDns(read),
    ...readMails(read),
  };
  read.finish();
  return config;
}

function readTaskQueues(read: EnvironmentReader): readonly string[] {
  const text = read.text('A4C_TASK_QUEUES', {
    default: declaredTaskQueues(),
    example: 'bootstrap,invitations',
  });
  const queues = [...new Set(text.split(',').map((queue) => queue.trim()))];
  if (!queues.every((queue) => queueName.test(queue))) {
    read.problem(
      `A4C_TASK_QUEUES is "${text}". Set names of task queues with commas between them, for example A4C_TASK_QUEUES=bootstrap`,
    );
  }
  return queues;
}

/** Those of all contracts: what an event starts is run without another setting. */
function declaredTaskQueues(): string {
  const queues = registry.flatMap((contract) =>
    'starts' in contract && contract.starts !== undefined ? [contract.starts.taskQueue] : [],
  );
  return [...new Set(queues)].toSorted().join(',');
}

function readDns(read: EnvironmentReader): DnsConfig {
  const provider = read.oneOf('A4C_DNS', ['log', 'cloudflare'], 'log');
  const baseDomain = readMatching(read, 'A4C_BASE_DOMAIN', {
    pattern: domainName,
    wanted: 'a domain name in lower case, to which slugs of 63 characters can be added',
    ...(provider === 'log' && { default: 'example.com' }),
    example: 'example.com',
  });
  if (provider === 'log') return { provider, baseDomain };
  return {
    provider,
    baseDomain,
    target: readMatching(read, 'A4C_DNS_TARGET', {
      pattern: ipv4OrDomain,
      wanted: 'the host name or IPv4 address that subdomains lead to',
      default: baseDomain,
      example: 'ingress.example.com',
    }),
    apiToken: read.text('A4C_CLOUDFLARE_API_TOKEN', { example: 'a-token-with-DNS-Edit' }),
    zoneId: read.text('A4C_CLOUDFLARE_ZONE_ID', { example: '023e105f4ecef8ad9ca31a8372d0c353' }),
  };
}

function readEmail(read: EnvironmentReader): EmailConfig {
  const provider = read.oneOf('A4C_EMAIL', ['log', 'smtp'], 'log');
  const from = readMatching(read, 'A4C_EMAIL_FROM', {
    pattern: address,
    wanted: 'the bare e-mail address of the sender',
    ...(provider === 'log' && { default: 'no-reply@example.com' }),
    example: 'no-reply@example.com',
  });
  if (provider === 'log') return { provider, from };
  const url = read.url('A4C_SMTP_URL', {
    example: 'smtps://user:secret@mail.example.com',
    protocols: ['smtp:', 'smtps:'],
  });
  return { provider, from, url };
}

function readMails(read: EnvironmentReader): Pick<WorkerConfig, 'email' | 'invitations'> {
  const email = readEmail(read);
  return { email, invitations: readInvitations(read, email) };
}

/** Nobody follows a link of an e-mail that is not sent. */
function readInvitations(read: EnvironmentReader, email: EmailConfig): InvitationSettings {
  const secret = readInvitationSecret(read);
  const urlTemplate = readMatching(read, 'A4C_INVITATION_URL', {
    pattern: linkTemplate,
    wanted: 'an http(s) URL that holds {invitation_id} and {token}',
    ...(email.provider === 'log' && {
      default: 'http://localhost:3000/accept-invitation#{invitation_id}/{token}',
    }),
    example: 'https://app.example.com/accept-invitation#{invitation_id}/{token}',
  });
  return { secret, urlTemplate };
}

/** A text of a certain form. Not for secrets: a wrong value stands in the message. */
function readMatching(
  read: EnvironmentReader,
  name: string,
  rule: {
    readonly pattern: RegExp;
    readonly wanted: string;
    readonly default?: string;
    readonly example: string;
  },
): string {
  const value = read.text(name, rule);
  if (value !== '' && !rule.pattern.test(value)) {
    read.problem(`${name} is "${value}". Set ${rule.wanted}, for example ${name}=${rule.example}`);
  }
  return value;
}
