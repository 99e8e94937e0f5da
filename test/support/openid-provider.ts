/** An OpenID Connect provider for a test: it vouches for whom it is told to. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Vouched {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name?: string;
}

export interface TestProvider {
  readonly issuer: string;
  /** What its sign-in page does with this address: sends the person back with a code. */
  consent(address: string, person: Vouched, changes?: object): URL;
  close(): void;
}

export async function startProvider(clientId: string, clientSecret: string): Promise<TestProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const granted = new Map<string, { claims: object; challenge: string }>();
  const server = createServer((request, response) => {
    void answer(request).then((told) => {
      response.writeHead(told ? 200 : 400, { 'content-type': 'application/json' });
      response.end(JSON.stringify(told ?? { error: 'invalid_grant' }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage): Promise<object | undefined> {
    if (request.url === '/.well-known/openid-configuration') return description(issuer);
    if (request.url === '/keys')
      return { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256' }] };
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    const grant = granted.get(form.get('code') ?? '');
    granted.delete(form.get('code') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const isProved = grant?.challenge === createHash('sha256').update(verifier).digest('base64url');
    if (!grant || !isProved || !isClient(request, form)) return undefined;
    return { access_token: 'access', token_type: 'Bearer', id_token: tokenOf(grant.claims) };
  }

  function isClient({ headers }: IncomingMessage, form: URLSearchParams): boolean {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    return headers.authorization === `Basic ${basic}` || form.get('client_secret') === clientSecret;
  }

  function tokenOf(claims: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const head = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(claims)}`;
    return `${head}.${sign('sha256', Buffer.from(head), keys.privateKey).toString('base64url')}`;
  }

  return {
    issuer,
    consent: (address, person, changes = {}) => {
      const asked = new URL(address).searchParams;
      const now = Math.floor(Date.now() / 1000);
      const nonce = asked.get('nonce');
      const claims = { iss: issuer, aud: clientId, iat: now, exp: now + 60, nonce, ...person };
      const code = `code-${granted.size}-${now}`;
      const challenge = asked.get('code_challenge') ?? '';
      granted.set(code, { claims: { ...claims, ...changes }, challenge });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return back;
    },
    close: () => void server.close(),
  };
}

function description(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
  };
}
