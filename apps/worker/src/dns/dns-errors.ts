/** The name exists and belongs to something else than this organization. */
export class SubdomainTakenError extends Error {
  readonly code = 'subdomain_taken';

  constructor(name: string) {
    super(
      `The DNS name "${name}" is in use by something else. ` +
        'Choose another slug, or remove that record, and start the bootstrap again.',
    );
    this.name = 'SubdomainTakenError';
  }
}

/** The DNS provider refuses the request and would refuse it again. */
export class DnsRefusedError extends Error {
  readonly code = 'dns_refused';

  /** @param answer the provider's status and codes, never its text: that may repeat what was sent. */
  constructor(action: string, answer: string) {
    super(
      `The DNS provider refused to ${action} (${answer}). ` +
        "Check the worker's DNS settings and the provider's audit log, then start the bootstrap again.",
    );
    this.name = 'DnsRefusedError';
  }
}

/** The DNS provider cannot be reached, is overloaded or limits the rate: trying again may help. */
export class DnsUnavailableError extends Error {
  readonly code = 'dns_unavailable';
  /** When the provider says how long to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(action: string, answer: string, retryAfterMs?: number) {
    super(
      `The DNS provider could not ${action} (${answer}). The worker tries again; if this lasts, look at the provider's status page.`,
    );
    this.name = 'DnsUnavailableError';
    this.retryAfterMs = retryAfterMs;
  }
}
