/** The sign-in of a server on a test database, reached as a browser reaches it. */
import { randomInt } from 'node:crypto';
import { type Auth, authHandler, createAuth } from '#server/accounts/auth.ts';
import { demoIsOpen } from '#server/accounts/demo.ts';
import type { ProviderSettings } from '#server/accounts/provider-settings.ts';
import { readVisitor } from '#server/accounts/visitor.ts';
import type { RequestHandler } from '#server/api.ts';
import type { Application, Visitor } from '#server/context.ts';

export interface TestAccounts {
  readonly auth: Auth;
  /** The same as `post`, as our own pages ask it. */
  postFromPage(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Posts to a path under /api/auth, from an address of its own unless the headers name one. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Who asks with this cookie. */
  whoIs(cookie: string): Promise<Visitor>;
}

const settings = {
  origin: 'http://localhost:3000',
  secret: 'a-secret-of-the-tests-with-forty-characters',
  provider: null as ProviderSettings | null,
};

export function accountsOf(
  app: Application,
  overrides: Partial<typeof settings> = {},
): TestAccounts {
  const { origin, secret, provider } = { ...settings, ...overrides };
  const auth = createAuth({ ...app, origin, secret, provider, demoIsOpen: () => demoIsOpen(app) });
  const send = (handler: RequestHandler, path: string, init: RequestInit) => {
    const request = new Request(`${origin}/api/auth${path}`, init);
    if (!request.headers.has('x-client-address'))
      request.headers.set('x-client-address', someAddress());
    return handler(request);
  };
  const postTo =
    (handler: RequestHandler) =>
    (path: string, body: unknown, headers: Record<string, string> = {}) =>
      send(handler, path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', origin, ...headers },
      });
  return {
    auth,
    post: postTo(authHandler(auth)),
    postFromPage: postTo(authHandler(auth, 'pages')),
    get: (path, headers = {}) => send(authHandler(auth), path, { headers }),
    whoIs: (cookie) => readVisitor(app, auth, new Headers({ cookie })),
  };
}

export function someAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
}

/** The cookies that are left after these answers, as a browser would send them back. */
export function cookieOf(...responses: Response[]): string {
  const kept = new Map<string, string>();
  for (const line of responses.flatMap(({ headers }) => headers.getSetCookie())) {
    const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
    if (/max-age=0\b/i.test(line)) kept.delete(name);
    else kept.set(name, value);
  }
  return [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
}
