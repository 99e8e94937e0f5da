/**
 * Writes down who came in, who failed to, and who changed how they come in, as the accounts
 * library tells it. It writes right after the library, which keeps its own transactions.
 */
import type { BetterAuthPlugin, GenericEndpointContext, User } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import type { Db } from '#db/connection.ts';
import { normalEmail } from '#domain/account.ts';
import type { AuditAction } from '#domain/audit.ts';
import type { Afterwards } from '../afterwards.ts';
import { recordDeed } from '../audit/recording.ts';
import { clientAddressHeader } from '../client-address.ts';
import type { Clock } from '../context.ts';
import { rememberDevice } from './known-device.ts';
import { challengedUser } from './second-factor-challenge.ts';
import { signInWays } from './sign-in-ways.ts';

export interface Watcher {
  readonly db: Db;
  readonly clock: Clock;
  readonly afterwards: Afterwards;
}

const changes: Readonly<Record<string, AuditAction>> = {
  '/two-factor/disable': 'second-factor-removed',
  '/two-factor/generate-backup-codes': 'backup-codes-made',
  '/passkey/verify-registration': 'passkey-added',
};

export function watching(watcher: Watcher) {
  const handler = createAuthMiddleware(async (ctx) => {
    const path = ctx.path ?? '';
    const failed = ctx.context.returned instanceof APIError;
    const within = ctx.context.session?.user;
    if (within && !failed) await recordChange(watcher, ctx, path, within);
    else if (ctx.context.newSession) await recordSignIn(watcher, ctx, path);
    else if (failed) await recordFailure(watcher, ctx, path);
  });
  const matcher = ({ path = '' }: { path?: string }) =>
    signInWays[path] !== undefined || changes[path] !== undefined;
  return {
    id: 'watching',
    hooks: { after: [{ matcher, handler }] },
  } satisfies BetterAuthPlugin;
}

type Person = Pick<User, 'id' | 'name'>;

/** A code given by somebody who is signed in sets the second factor up. */
async function recordChange(
  watcher: Watcher,
  ctx: GenericEndpointContext,
  path: string,
  user: Person,
): Promise<void> {
  const action = path === '/two-factor/verify-totp' ? 'second-factor-added' : changes[path];
  if (action) await record(watcher, ctx, action, user, user);
  else if (ctx.context.newSession) await recordSignIn(watcher, ctx, path);
}

async function recordSignIn(watcher: Watcher, ctx: GenericEndpointContext, path: string) {
  const user = ctx.context.newSession?.user;
  const by = signInWays[path];
  if (!user || by === undefined) return;
  await rememberDevice(ctx, user.id);
  await record(watcher, ctx, 'signed-in', user, user, { by });
}

/** Only for an account that is there, and after the answer: it takes as long for one that is not. */
async function recordFailure(watcher: Watcher, ctx: GenericEndpointContext, path: string) {
  const by = signInWays[path];
  const challenged = path.startsWith('/two-factor/') ? await challengedUser(ctx) : undefined;
  const { email } = (ctx.body ?? {}) as { email?: unknown };
  if (by === undefined || !(challenged !== undefined || typeof email === 'string')) return;
  watcher.afterwards.run('write down a failed sign-in', async () => {
    const { internalAdapter } = ctx.context;
    const user =
      challenged === undefined
        ? (await internalAdapter.findUserByEmail(normalEmail(String(email))))?.user
        : await internalAdapter.findUserById(challenged);
    if (user) await record(watcher, ctx, 'sign-in-failed', null, user, { by });
  });
}

async function record(
  { db, clock }: Watcher,
  ctx: GenericEndpointContext,
  action: AuditAction,
  user: Person | null,
  { id, name }: Person,
  detail: Readonly<Record<string, string>> = {},
): Promise<void> {
  const doer = { user, address: ctx.headers?.get(clientAddressHeader) ?? null };
  const target = { kind: 'account', id, name } as const;
  await recordDeed(db, doer, { workspaceId: null, action, target, detail }, clock);
}
