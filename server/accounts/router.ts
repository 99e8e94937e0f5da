import { z } from 'zod';
import { declares, router } from '../trpc.ts';
import * as accounts from './service.ts';

const newAccount = z.object({ name: z.string(), email: z.string(), password: z.string() });

export const sessionRouter = router({
  /** Who is signed in, and how one can sign in here. */
  current: declares('sign-in').query(({ ctx }) => accounts.currentSession(ctx)),
  /** Makes the owner's account, while nobody has one. Signing in comes after, with its password. */
  createOwner: declares('sign-in')
    .input(newAccount)
    .mutation(({ ctx, input }) => accounts.createFirstOwner(ctx, input)),
});
