import {
  createEnvironmentReader,
  type Environment,
  type EnvironmentReader,
  readDatabaseUrl,
} from '@a4c/service';
import { readInvitationSecret } from '@a4c/service/invitation-token';

import type { TokenRules } from './handler/verify-token.ts';

/** What the edge is told from outside. */
export interface EdgeConfig {
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly environment: string;
  readonly tokens: TokenRules;
  /** Shared with the worker, which makes the tokens of invitations. */
  readonly invitationSecret: string;
  readonly corsOrigins: readonly string[];
  readonly maxBodyBytes: number;
  readonly trustedProxyHops: number;
}

/** RFC 7518, section 3.2: a key for HS256 has at least the size of its hash. */
const minSecretBytes = 32;

/** The environment becomes a tag of every event, so it must be one. */
const tag = /^[^A-Z\s]{1,50}$/;

/** @throws InvalidConfigurationError naming everything that is missing or wrong. */
export function readEdgeConfig(environment: Environment): EdgeConfig {
  const read = createEnvironmentReader(environment);
  const config: EdgeConfig = {
    databaseUrl: readDatabaseUrl(read),
    host: read.text('A4C_EDGE_HOST', { default: '127.0.0.1', example: '0.0.0.0' }),
    port: read.integer('A4C_EDGE_PORT', { default: 8080, min: 0, max: 65_535 }),
    environment: readEnvironmentTag(read),
    tokens: {
      issuer: read.text('A4C_JWT_ISSUER', { example: 'https://login.example.com' }),
      audience: read.text('A4C_JWT_AUDIENCE', { example: 'a4c-events' }),
      key: readKey(read),
    },
    invitationSecret: readInvitationSecret(read),
    corsOrigins: readOrigins(read),
    maxBodyBytes: read.integer('A4C_EDGE_MAX_BODY_BYTES', {
      default: 256 * 1024,
      min: 1_024,
      max: 16 * 1024 * 1024,
    }),
    trustedProxyHops: read.integer('A4C_TRUSTED_PROXY_HOPS', { default: 0, min: 0, max: 10 }),
  };
  read.finish();
  return config;
}

function readEnvironmentTag(read: EnvironmentReader): string {
  const environment = read.text('A4C_ENVIRONMENT', {
    default: 'development',
    example: 'production',
  });
  if (!tag.test(environment)) {
    read.problem(
      `A4C_ENVIRONMENT is "${environment}". Set one word in lower case of at most 50 characters, ` +
        'for example A4C_ENVIRONMENT=production',
    );
  }
  return environment;
}

/** A placeholder stands for a key that has been reported; it is never used. */
function readKey(read: EnvironmentReader): TokenRules['key'] {
  const secretText = read.optional('A4C_JWT_SECRET');
  const url = read.optional('A4C_JWT_JWKS_URL');
  const secret = new TextEncoder().encode(secretText);
  if ((secretText === undefined) === (url === undefined)) {
    read.problem(
      `A4C_JWT_SECRET and A4C_JWT_JWKS_URL are ${url === undefined ? 'both not set' : 'both set'}. ` +
        'Set one of them, for example A4C_JWT_JWKS_URL=https://login.example.com/.well-known/jwks.json',
    );
    return { secret };
  }
  if (url !== undefined) return { jwksUrl: readJwksUrl(read, url) };
  if (secret.byteLength < minSecretBytes) {
    read.problem(
      `A4C_JWT_SECRET has ${secret.byteLength} bytes. Set at least ${minSecretBytes} random ones, ` +
        'for example the output of: openssl rand -base64 32',
    );
  }
  return { secret };
}

function readJwksUrl(read: EnvironmentReader, text: string): URL {
  const url = URL.parse(text);
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return url;
  const example = 'https://login.example.com/.well-known/jwks.json';
  read.problem(
    `A4C_JWT_JWKS_URL is no https:// URL, and http:// is for loopback only. ` +
      `Set it, for example A4C_JWT_JWKS_URL=${example}`,
  );
  return new URL(example);
}

function readOrigins(read: EnvironmentReader): string[] {
  const origins = (read.optional('A4C_CORS_ORIGINS') ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
  for (const origin of origins) {
    // What a browser sends: scheme and host in lower case, no path, no trailing slash.
    if (URL.parse(origin)?.origin !== origin) {
      read.problem(
        `A4C_CORS_ORIGINS holds "${origin}", which is no origin. ` +
          'Set scheme and host only, for example A4C_CORS_ORIGINS=https://app.example.com,http://localhost:3000',
      );
    }
  }
  return origins;
}
