import { z } from 'zod';
import { declares, router } from '../trpc.ts';
import * as reset from './reset.ts';
import * as security from './security.ts';
import * as accounts from './service.ts';
import * as sessions from './sessions.ts';
import * as verification from './verification.ts';

const newAccount = z.object({ name: z.string(), email: z.string(), password: z.string() });
const email = z.object({ email: z.string().max(254) });
const token = z.object({ token: z.string().max(200) });
const id = z.object({ id: z.string() });

export const sessionRouter = router({
  /** Who is signed in, and how one can sign in here. */
  current: declares('sign-in').query(({ ctx }) => accounts.currentSession(ctx)),
  /** Makes the owner's account, while nobody has one. Signing in comes after, with its password. */
  createOwner: declares('sign-in')
    .input(newAccount)
    .mutation(({ ctx, input }) => accounts.createFirstOwner(ctx, input)),

  requestReset: declares('sign-in')
    .input(email)
    .mutation(({ ctx, input }) => reset.requestReset(ctx, input.email)),
  isResetOpen: declares('sign-in')
    .input(token)
    .query(({ ctx, input }) => reset.isResetOpen(ctx, input.token)),
  resetPassword: declares('sign-in')
    .input(token.extend({ password: z.string() }))
    .mutation(({ ctx, input }) => reset.resetPassword(ctx, input)),
  makeResetLink: declares('manage-members')
    .input(z.object({ workspaceId: z.string(), userId: z.string() }))
    .mutation(({ ctx, input }) => reset.makeResetLink(ctx, input)),

  requestVerification: declares('sign-in')
    .input(email)
    .mutation(({ ctx, input }) => verification.requestVerification(ctx, input.email)),
  verifyEmail: declares('sign-in')
    .input(token)
    .mutation(({ ctx, input }) => verification.verifyEmail(ctx, input.token)),

  list: declares('own-account').query(({ ctx }) => sessions.listOwnSessions(ctx)),
  end: declares('own-account')
    .input(id)
    .mutation(({ ctx, input }) => sessions.endSession(ctx, input.id)),
  endOthers: declares('own-account').mutation(({ ctx }) => sessions.endOtherSessions(ctx)),

  changeName: declares('own-account')
    .input(z.object({ name: z.string() }))
    .mutation(({ ctx, input }) => security.changeName(ctx, input.name)),
  security: declares('own-account').query(({ ctx }) => security.readSecurity(ctx)),
  renamePasskey: declares('own-account')
    .input(security.passkeyName)
    .mutation(({ ctx, input }) => security.renamePasskey(ctx, input)),
  removePasskey: declares('own-account')
    .input(id)
    .mutation(({ ctx, input }) => security.removePasskey(ctx, input.id)),
});
