const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const withPort = /^(?:\[([^\]]+)\]|(\d+(?:\.\d+){3}))(?::\d+)?$/;

/**
 * The client's IP address: that of the connection, or behind `trustedHops` proxies of one's own the
 * one that the outermost of them saw. What stands further left in X-Forwarded-For was written by
 * the client and is not believed.
 */
export function clientAddressOf(
  headers: Headers,
  remoteAddress: string | undefined,
  trustedHops: number,
): string | undefined {
  const forwarded = trustedHops > 0 ? (headers.get('X-Forwarded-For')?.split(',') ?? []) : [];
  const chain = [...forwarded, remoteAddress ?? ''];
  return ipOf(chain[Math.max(0, chain.length - 1 - trustedHops)] ?? '');
}

/** Undefined when the text is no IP address. Drops a port, a zone, and the IPv4-in-IPv6 prefix. */
function ipOf(text: string): string | undefined {
  const trimmed = text.trim();
  const [, bracketed, dotted] = withPort.exec(trimmed) ?? [];
  const address = (bracketed ?? dotted ?? trimmed)
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=.*\.)/i, '');
  if (ipv4.test(address)) return address;
  const url = /^[\da-f:.]+$/i.test(address) ? URL.parse(`http://[${address}]/`) : null;
  return url?.hostname.slice(1, -1);
}
