import { z } from 'zod';
import { declares, router } from '../trpc.ts';
import * as remarks from './service.ts';

const id = z.string().max(64);
const ofRow = z.object({ slug: z.string().max(40), rowId: id });

export const remarksRouter = router({
  list: declares('read-rounds')
    .input(ofRow)
    .query(({ ctx, input }) => remarks.readDiscussion(ctx, input.slug, input.rowId)),
  /** How long it may be is told by the domain, in better words; this only bounds the work. */
  add: declares('comment-table')
    .input(ofRow.extend({ body: z.string().max(100_000) }))
    .mutation(({ ctx, input }) => remarks.remark(ctx, input)),
  delete: declares('comment-table')
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => remarks.deleteRemark(ctx, input.id)),
});
