import { z } from 'zod';
import { declares, router } from '../trpc.ts';
import * as drafts from './service.ts';

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
const slug = z.string().max(40);

export const draftsRouter = router({
  list: declares('read-draft')
    .input(z.object({ slug }))
    .query(({ ctx, input }) => drafts.listDrafts(ctx, input.slug)),
  show: declares('read-draft')
    .input(z.object({ slug, id }))
    .query(({ ctx, input }) => drafts.showDraft(ctx, input.slug, input.id)),
  plan: declares('create-draft')
    .input(z.object({ slug, rowId: id }))
    .query(({ ctx, input }) => drafts.planDraft(ctx, input.slug, input.rowId)),
  create: declares('create-draft')
    .input(z.object({ slug, rowId: id, insertAfter: z.boolean() }))
    .mutation(({ ctx, input }) => drafts.createDraft(ctx, input)),
  setAuthors: declares('write-draft')
    .input(z.object({ id, authors: z.string().max(500) }))
    .mutation(({ ctx, input }) => drafts.setAuthors(ctx, input.id, input.authors)),
});
