/**
 * Sign-in by better-auth on our own tables. Sessions live in the database alone: every request
 * reads them afresh, so a session that was withdrawn ends with the next request.
 */
import { betterAuth } from 'better-auth';
import type { Logger } from 'pino';
import type { Db, DialectName } from '#db/connection.ts';
import { longestPassword, shortestPassword } from '#domain/account.ts';
import type { RequestHandler } from '../api.ts';
import { clientAddressHeader } from '../client-address.ts';
import { newId } from '../identity.ts';
import { demoSignIn } from './demo-sign-in.ts';

export interface AuthSettings {
  readonly db: Db;
  readonly dialect: DialectName;
  readonly log: Logger;
  readonly origin: string;
  /** Signs the session's cookie. */
  readonly secret: string;
  /** Whether demo people may be chosen at this moment. */
  readonly demoIsOpen: () => Promise<boolean>;
}

export type Auth = ReturnType<typeof createAuth>;

const day = 24 * 60 * 60;

export function createAuth(settings: AuthSettings) {
  const { db, dialect, origin, secret } = settings;
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
    },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 10 }, '/sign-in/demo': noSpecialLimit },
    },
    advanced: advanced(origin),
    plugins: [demoSignIn(settings.demoIsOpen)],
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

const noSpecialLimit = { window: 60, max: 300 };

/** How the library's fields are called in our tables. */
const columns = {
  user: {
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  session: {
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    expiresIn: 30 * day,
    // Reading never writes: a session lasts its thirty days, and then one signs in again.
    disableSessionRefresh: true,
    cookieCache: { enabled: false },
  },
  account: {
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
};

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

/** The library has many more ways in; these are the ones that are meant to be open. */
const openPaths = new Set(['/sign-in/email', '/sign-in/demo', '/sign-out']);

export function authHandler(auth: Auth): RequestHandler {
  return async (request) => {
    const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '');
    return openPaths.has(path) ? auth.handler(request) : new Response('Not found', { status: 404 });
  };
}
