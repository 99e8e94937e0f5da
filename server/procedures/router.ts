import { z } from 'zod';
import { declares, router } from '../trpc.ts';
import * as procedures from './service.ts';

/** A procedure as pages address it: "2016-0295-cod". */
const procedureInput = z.object({ slug: z.string().max(40) });

export const proceduresRouter = router({
  list: declares('read-procedure').query(({ ctx }) => procedures.listProcedures(ctx)),
  header: declares('read-procedure')
    .input(procedureInput)
    .query(({ ctx, input }) => procedures.readHeader(ctx, input.slug)),
  overview: declares('read-procedure')
    .input(procedureInput)
    .query(({ ctx, input }) => procedures.readOverview(ctx, input.slug)),
  timeline: declares('read-procedure')
    .input(procedureInput)
    .query(({ ctx, input }) => procedures.readTimeline(ctx, input.slug)),
});
