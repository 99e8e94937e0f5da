/**
 * Whose request it is, by address: limits count by it. A header that names it is believed only
 * from a proxy that the settings trust; anybody else could write what they like there.
 */
import type { IncomingMessage } from 'node:http';
import { type BlockList, isIP, SocketAddress } from 'node:net';

/** The name under which the address travels inside; what a client writes there is overwritten. */
export const clientAddressHeader = 'x-client-address';

/**
 * The address of whoever asks: the socket's own, or behind trusted proxies the last one in
 * X-Forwarded-For that is not such a proxy, as every proxy adds to the end whom it has seen.
 */
export function clientAddress(request: IncomingMessage, trusted: BlockList): string {
  const nearest = request.socket.remoteAddress ?? 'unknown';
  let address = nearest;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  while (isTrusted(address, trusted)) {
    const before = withoutPort(forwarded.pop()?.trim() ?? '');
    if (!isIP(before)) break;
    address = before;
  }
  return address;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Some proxies name the port too: "192.0.2.7:4711", "[2001:db8::7]:4711". */
function withoutPort(written: string): string {
  return isIP(written) ? written : (SocketAddress.parse(written)?.address ?? '');
}
