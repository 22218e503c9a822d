/** The subdomain of one organization. */
export interface SubdomainRequest {
  readonly organizationId: string;
  /** First label of the name. */
  readonly slug: string;
}

/**
 * Where subdomains are made. Both calls may be repeated: what is there already, or gone already, is
 * success. A record that belongs to someone else is never changed or deleted.
 */
export interface DnsPort {
  /**
   * Makes `slug.<base domain>` and returns the full name.
   *
   * @throws SubdomainTakenError, DnsRefusedError, DnsUnavailableError
   */
  provision(request: SubdomainRequest): Promise<string>;
  /** @throws DnsRefusedError, DnsUnavailableError */
  deprovision(request: SubdomainRequest): Promise<void>;
}
