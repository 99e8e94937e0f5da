/**
 * A new password in place of the old one: `POST /api/auth/own-account/password`. All sessions end
 * with it, and whoever changed it goes on in a new one.
 */
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { passwordProblem } from '#domain/account.ts';
import { recordDeed } from '../audit/recording.ts';
import { clientAddressHeader } from '../client-address.ts';
import { newId } from '../identity.ts';
import * as queries from './queries.ts';
import { removeSessions } from './session-queries.ts';
import type { Watcher } from './watching.ts';

const input = z.object({ current: z.string(), next: z.string() });

export function changePassword({ db, clock }: Pick<Watcher, 'db' | 'clock'>) {
  return {
    id: 'change-password',
    endpoints: {
      changeOwnPassword: createAuthEndpoint(
        '/own-account/password',
        { method: 'POST', body: input, use: [sensitiveSessionMiddleware] },
        async (ctx) => {
          const { user } = ctx.context.session;
          const { current, next } = ctx.body;
          const problem = passwordProblem(next);
          if (problem !== undefined) throw new APIError('BAD_REQUEST', { message: problem });
          const known = await ctx.context.internalAdapter.findCredentialAccount(user.id);
          const { verify, hash } = ctx.context.password;
          const fits =
            known?.password && (await verify({ hash: known.password, password: current }));
          if (!fits) throw new APIError('FORBIDDEN', { message: notYours });
          const hashed = await hash(next);
          const doer = { user, address: ctx.headers?.get(clientAddressHeader) ?? null };
          await db.transaction().execute(async (trx) => {
            await queries.setPassword(
              trx,
              { id: newId(), userId: user.id, hash: hashed },
              clock.now(),
            );
            await removeSessions(trx, user.id);
            await recordDeed(trx, doer, passwordChanged(user), clock);
          });
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ changed: true });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

const notYours =
  'The current password is not right, so nothing was changed. Check it and try again.';

/** The deed, as it stands in the audit log. */
export function passwordChanged(
  { id, name }: { readonly id: string; readonly name: string },
  by: 'password' | 'reset link' = 'password',
) {
  const target = { kind: 'account', id, name } as const;
  return { workspaceId: null, action: 'password-changed', target, detail: { by } } as const;
}
