import { z } from 'zod';
import { declares, router } from '../trpc.ts';
import * as positions from './service.ts';

export const positionsRouter = router({
  /** Issues, stances and statements of the procedure at a page's address: "2016-0295-cod". */
  ofProcedure: declares('read-procedure')
    .input(z.object({ slug: z.string().max(40) }))
    .query(({ ctx, input }) => positions.readPositions(ctx, input.slug)),
});
