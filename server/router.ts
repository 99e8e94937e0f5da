import { router } from './trpc.ts';
import { sessionRouter } from './accounts/router.ts';

export const appRouter = router({
  session: sessionRouter,
});

export type AppRouter = typeof appRouter;
