import { router } from './trpc.ts';
import { positionsRouter } from './positions/router.ts';
import { proceduresRouter } from './procedures/router.ts';
import { sessionRouter } from './accounts/router.ts';

export const appRouter = router({
  session: sessionRouter,
  procedures: proceduresRouter,
  positions: positionsRouter,
});

export type AppRouter = typeof appRouter;
