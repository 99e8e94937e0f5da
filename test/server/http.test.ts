/** The one port as a client meets it: whose changes are taken, and what every answer carries. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, BlockList } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { securityHeaders } from '#server/headers.ts';
import { clientAddress } from '#server/client-address.ts';
import { apiMiddleware, createHttpServer } from '#server/http.ts';

const origin = 'https://trilogue.example';
const told = async (asked: Request) =>
  Response.json({ from: asked.headers.get('x-client-address') });

const server = createHttpServer([
  securityHeaders(origin),
  apiMiddleware({
    handlers: new Map([['/trpc', told]]),
    origin,
    clientAddress: (request) => clientAddress(request, new BlockList()),
    bodyLimit: 1000,
  }),
  (_request, response) => response.end('a page'),
]);
let address = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** Sent by hand, as `fetch` puts a Sec-Fetch-Site of its own beside what it is given. */
async function post(
  headers: Record<string, string>,
  path = '/trpc/x',
): Promise<{ status: number; body: string }> {
  const outgoing = request(`${address}${path}`, { method: 'POST', headers }).end('{}');
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: Buffer.concat(await response.toArray()) + '' };
}

describe('a change is taken from', () => {
  test.each<[string, Record<string, string>]>([
    ['our own page', { origin, 'sec-fetch-site': 'same-origin' }],
    ['a program, which names no page', {}],
  ])('%s', async (_who, headers) => {
    expect((await post(headers)).status).toBe(200);
    expect((await post(headers, '/a-page')).status).toBe(200);
  });
});

describe('a change is refused to', () => {
  test.each<[string, Record<string, string>]>([
    ['another site', { origin: 'https://elsewhere.example' }],
    ['a page that hides where it comes from', { origin: 'null' }],
    ['our host under another scheme', { origin: 'http://trilogue.example' }],
    ['our host on another port', { origin: `${origin}:8443` }],
    ['another site that leaves its origin out', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour’s page that leaves its origin out', { 'sec-fetch-site': 'same-site' }],
  ])('%s', async (_who, headers) => {
    expect((await post(headers)).status).toBe(403);
    expect((await post(headers, '/a-page')).status).toBe(403);
  });
});

test('the client’s address is the socket’s, whatever the client claims', async () => {
  const claimed = { 'x-client-address': '198.51.100.7', 'x-forwarded-for': '198.51.100.7' };
  expect((await post(claimed)).body).toBe('{"from":"127.0.0.1"}');
});

test('every answer, page or not, refuses frames, sniffing and leaking its address', async () => {
  for (const path of ['/trpc/x', '/a-page']) {
    const { headers } = await fetch(address + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  }
});

test('what the API says is kept by nobody on the way', async () => {
  expect((await fetch(`${address}/trpc/x`)).headers.get('cache-control')).toBe('no-store');
});
