/** Counts what is tried at the paths of the accounts library, before it is tried. */
import type { BetterAuthPlugin, GenericEndpointContext } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { normalEmail } from '#domain/account.ts';
import { DomainError } from '#domain/errors.ts';
import { clientAddressHeader } from '../client-address.ts';
import type { Attempt, AttemptKind, Attempts } from './attempts.ts';
import { knownDevice } from './known-device.ts';
import { challengedUser } from './second-factor-challenge.ts';

const guessedAt: Readonly<Record<string, AttemptKind>> = {
  '/sign-in/email': 'sign-in',
  '/passkey/verify-authentication': 'sign-in',
  '/two-factor/verify-totp': 'second-factor',
  '/two-factor/verify-backup-code': 'second-factor',
  '/two-factor/enable': 'password',
  '/two-factor/disable': 'password',
  '/two-factor/generate-backup-codes': 'password',
  '/own-account/password': 'password',
};

export function limiting(attempts: Attempts) {
  const matcher = ({ path }: { path?: string }) => guessedAt[path ?? ''] !== undefined;
  // What an attempt was aimed at may be gone when it has succeeded.
  const made = new WeakMap<object, Attempt>();
  const count = createAuthMiddleware(async (ctx) => {
    const attempt = await attemptOf(ctx);
    made.set(ctx.context, attempt);
    await attempts.count(attempt).catch((error: unknown) => {
      throw error instanceof DomainError ? tooMany(error) : error;
    });
  });
  const forgive = createAuthMiddleware(async (ctx) => {
    const attempt = made.get(ctx.context);
    if (attempt && !(ctx.context.returned instanceof APIError)) await attempts.forgive(attempt);
  });
  return {
    id: 'limiting',
    hooks: {
      before: [{ matcher, handler: count }],
      after: [{ matcher, handler: forgive }],
    },
  } satisfies BetterAuthPlugin;
}

function tooMany({ message }: DomainError): APIError {
  return new APIError('TOO_MANY_REQUESTS', { message });
}

async function attemptOf(ctx: GenericEndpointContext): Promise<Attempt> {
  const kind = guessedAt[ctx.path ?? ''] ?? 'sign-in';
  const address = ctx.headers?.get(clientAddressHeader) ?? null;
  return { kind, address, ...(await aimOf(ctx, kind)) };
}

async function aimOf(
  ctx: GenericEndpointContext,
  kind: AttemptKind,
): Promise<Pick<Attempt, 'target' | 'device'>> {
  if (kind === 'second-factor') return { target: (await challengedUser(ctx)) ?? null };
  if (kind === 'password') return { target: (await getSessionFromCtx(ctx))?.user.id ?? null };
  const { email } = (ctx.body ?? {}) as { email?: unknown };
  if (typeof email !== 'string') return { target: null };
  const known = await ctx.context.internalAdapter.findUserByEmail(normalEmail(email));
  const device = known && (await knownDevice(ctx, known.user.id));
  return { target: normalEmail(email), device };
}
