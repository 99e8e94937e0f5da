/**
 * Sign-in by better-auth on our own tables. Sessions live in the database alone: every request
 * reads them afresh, so a session that was withdrawn ends with the next request.
 */
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';
import type { Logger } from 'pino';
import type { DialectName } from '#db/connection.ts';
import { longestPassword, shortestPassword } from '#domain/account.ts';
import type { RequestHandler } from '../api.ts';
import { clientAddressHeader } from '../client-address.ts';
import { newId } from '../identity.ts';
import type { Attempts } from './attempts.ts';
import { changePassword } from './change-password.ts';
import { columns, passkeySchema, secondFactorSchema } from './columns.ts';
import { demoSignIn } from './demo-sign-in.ts';
import { limiting } from './limiting.ts';
import { openPaths } from './paths.ts';
import { mayJoin, providerSignIn } from './provider.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { type Watcher, watching } from './watching.ts';

export interface AuthSettings extends Watcher {
  readonly dialect: DialectName;
  readonly log: Logger;
  readonly origin: string;
  /** Signs the session's cookie. */
  readonly secret: string;
  readonly attempts: Attempts;
  /** Whether an address must be confirmed before it is signed in with; mail can be sent then. */
  readonly mailIsConfigured: boolean;
  readonly provider: ProviderSettings | null;
  /** Whether demo people may be chosen at this moment. */
  readonly demoIsOpen: () => Promise<boolean>;
}

export type Auth = ReturnType<typeof createAuth>;

export function createAuth(settings: AuthSettings) {
  const { db, dialect, origin, secret, clock } = settings;
  return betterAuth({
    appName: 'Trilogue',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [origin],
    database: { db, type: dialect },
    ...columns,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      requireEmailVerification: settings.mailIsConfigured,
    },
    // An error of the provider's answer is told on our own page.
    onAPIError: { errorURL: `${origin}/sign-in?problem=provider` },
    databaseHooks: {
      // Accounts are made by invitation (service.ts); the library makes one for the provider alone.
      user: { create: { before: async (user) => mayJoin(db, clock, user) } },
    },
    // What may be guessed at is counted by limiting.ts, by account as well.
    rateLimit: { enabled: true, storage: 'memory', window: 60, max: 300, customRules: noFurther },
    advanced: advanced(origin),
    plugins: [
      demoSignIn(settings.demoIsOpen),
      changePassword(settings),
      secondFactor(),
      passkeys(origin),
      ...(settings.provider ? [providerSignIn(settings.provider)] : []),
      limiting(settings.attempts),
      // Last, as it writes down what has come of it.
      watching(settings),
    ],
    telemetry: { enabled: false },
    logger: { log: (_level, message, ...about) => report(settings.log, message, about) },
  });
}

/** What a visitor did wrong is not the server's error: only exceptions are told as such. */
function report(log: Logger, message: string, about: readonly unknown[]): void {
  const err = about.find((thing) => thing instanceof Error);
  if (err) log.error({ err }, `Sign-in: ${message}`);
  else log.debug(`Sign-in: ${message}`);
}

/** The library has limits of its own for these, by address alone. */
const general = { window: 60, max: 300 };
const noFurther = Object.fromEntries(
  Object.keys(openPaths).map((path) => [path, general] as const),
);

/** A code from an app on the person's telephone, or one of ten codes kept for when it is lost. */
function secondFactor() {
  return twoFactor({
    issuer: 'Trilogue',
    schema: secondFactorSchema,
    // Somebody who signs in by a passkey or a provider may have no password to confirm it with.
    allowPasswordless: true,
  });
}

/** It stands for password and second factor together, so the device must ask who holds it. */
function passkeys(origin: string) {
  return passkey({
    rpID: new URL(origin).hostname,
    rpName: 'Trilogue',
    origin,
    schema: passkeySchema,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    advanced: { webAuthnChallengeCookie: 'passkey' },
    authentication: {
      afterVerification: async ({ verification }) => {
        if (!verification.authenticationInfo.userVerified)
          throw new APIError('UNAUTHORIZED', { message: 'The passkey did not ask who holds it.' });
      },
    },
  });
}

function advanced(origin: string) {
  return {
    cookiePrefix: 'trilogue',
    useSecureCookies: origin.startsWith('https:'),
    defaultCookieAttributes: { sameSite: 'lax' as const, httpOnly: true },
    // Set by our own server; what a client writes there is overwritten.
    ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    disableOriginCheck: false,
    database: { generateId: () => newId(), validateSchema: false },
  };
}

/** The library's paths as they are open to everybody, or also to our own pages. */
export function authHandler(auth: Auth, from: 'anywhere' | 'pages' = 'anywhere'): RequestHandler {
  return async (request) => {
    const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '');
    const open = Object.hasOwn(openPaths, path) ? openPaths[path] : undefined;
    if (!open || (open.from === 'pages' && from !== 'pages'))
      return new Response('Not found', { status: 404 });
    return withoutSession(await auth.handler(request));
  };
}

const secrets = new Set(['token', 'session']);

/** The session is the cookie's business: its token is not for the scripts of a page to read. */
async function withoutSession(answer: Response): Promise<Response> {
  const text = await answer.text();
  const told: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  const rest = Object.entries(told as object).filter(([name]) => !secrets.has(name));
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  return new Response(JSON.stringify(Object.fromEntries(rest)), { status: answer.status, headers });
}
