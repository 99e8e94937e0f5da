/**
 * Addresses that may hold a password, as in postgres://USER:PASSWORD@HOST/NAME. Where one is not
 * written rightly nobody can tell which part is the password, so nothing of it is repeated.
 */

/**
 * Whether it falls into its parts without doubt. An @ behind the host comes from a password with a
 * slash or the like in it, the rest of which would be taken for the host.
 */
export function isClear(address: string): boolean {
  const url = parse(address);
  return url !== undefined && !`${url.pathname}${url.search}${url.hash}`.includes('@');
}

/** "postgres://…@host:5432/name": what may be printed of an address that is clear. */
export function withoutSecrets(address: string): string {
  const url = parse(address);
  if (!url || !isClear(address)) return `${/^\w+:/.exec(address)?.[0] ?? ''}…`;
  const who = url.username || url.password ? '…@' : '';
  return `${url.protocol}//${who}${url.host}${url.pathname}`;
}

/** Whether name and password can be decoded: a lone % in them cannot. */
export function isDecodable(address: string): boolean {
  const url = parse(address);
  try {
    decodeURIComponent(`${url?.username}${url?.password}`);
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL’s may go without a host, where a socket is named behind the question mark. */
function parse(address: string): URL | undefined {
  const withHost = address.replace('@/', '@localhost/');
  return URL.canParse(withHost) ? new URL(withHost) : undefined;
}
