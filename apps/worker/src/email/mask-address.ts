/** An e-mail address as logs may show it: `o***@acme.example`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '***' : `${Array.from(address)[0]}***${address.slice(at)}`;
}
