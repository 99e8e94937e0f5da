import { declares, router } from '../trpc.ts';
import * as accounts from './service.ts';

export const sessionRouter = router({
  /** Who is signed in, and how one can sign in here. */
  current: declares('sign-in').query(({ ctx }) => accounts.currentSession(ctx)),
});
