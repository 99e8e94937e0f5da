import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddress } from '#server/client-address.ts';
import { readConfiguration } from '#server/configuration.ts';

const secret = 'a secret of more than thirty-two characters';

function addressOf(socket: string, forwarded: string | undefined, trusted: string): string {
  const env = { AUTH_SECRET: secret, TRUSTED_PROXIES: trusted };
  const { trustedProxies } = readConfiguration(env, false);
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const request = { socket: { remoteAddress: socket }, headers } as IncomingMessage;
  return clientAddress(request, trustedProxies);
}

test.each([
  [
    'no proxy is trusted, so nothing written is believed',
    '127.0.0.1',
    '192.0.2.7',
    '',
    '127.0.0.1',
  ],
  [
    'somebody who is no proxy says who they are',
    '192.0.2.9',
    '192.0.2.7',
    '10.0.0.0/8',
    '192.0.2.9',
  ],
  ['a trusted proxy says who came', '10.0.0.1', '192.0.2.7', '10.0.0.0/8', '192.0.2.7'],
  ['the visitor wrote a header too', '10.0.0.1', '1.1.1.1, 192.0.2.7', '10.0.0.1', '192.0.2.7'],
  ['two proxies', '10.0.0.1', '1.1.1.1, 192.0.2.7, 10.0.0.2', '10.0.0.0/8', '192.0.2.7'],
  ['a proxy that says nothing', '10.0.0.1', undefined, '10.0.0.1', '10.0.0.1'],
  ['a proxy that says nonsense', '10.0.0.1', 'unknown', '10.0.0.1', '10.0.0.1'],
  ['a proxy that names the port', '::1', '[2001:db8::7]:4711', '::1', '2001:db8::7'],
  [
    'an IPv4 proxy on a socket of both kinds',
    '::ffff:10.0.0.1',
    '192.0.2.7',
    '10.0.0.0/8',
    '192.0.2.7',
  ],
])('%s', (_what, socket, forwarded, trusted, address) => {
  expect(addressOf(socket, forwarded, trusted)).toBe(address);
});
