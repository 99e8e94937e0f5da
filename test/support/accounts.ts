/** The sign-in of a server on a test database, reached as a browser reaches it. */
import { randomInt } from 'node:crypto';
import { type Auth, authHandler, createAuth } from '#server/accounts/auth.ts';
import { demoIsOpen } from '#server/accounts/demo.ts';
import { readVisitor } from '#server/accounts/visitor.ts';
import type { Application, Visitor } from '#server/context.ts';

export interface TestAccounts {
  readonly auth: Auth;
  /** Posts to a path under /api/auth, from an address of its own unless the headers name one. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Who asks with this cookie. */
  whoIs(cookie: string): Promise<Visitor>;
}

const settings = {
  origin: 'http://localhost:3000',
  secret: 'a-secret-of-the-tests-with-forty-characters',
};

export function accountsOf(
  app: Application,
  overrides: Partial<typeof settings> = {},
): TestAccounts {
  const { db, dialect, log } = app;
  const { origin, secret } = { ...settings, ...overrides };
  const isOpen = () => demoIsOpen(app);
  const auth = createAuth({ db, dialect, log, origin, secret, demoIsOpen: isOpen });
  const handler = authHandler(auth);
  return {
    auth,
    post: (path, body, headers = {}) =>
      handler(
        new Request(`${origin}/api/auth${path}`, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: {
            'content-type': 'application/json',
            'x-client-address': someAddress(),
            origin,
            ...headers,
          },
        }),
      ),
    whoIs: (cookie) => readVisitor(app, auth, new Headers({ cookie })),
  };
}

export function someAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
}

/** The session's cookie as a browser would send it back. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}
