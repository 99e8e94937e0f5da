import { z } from 'zod';
import { amendmentRoots } from '#document/amendment-content.ts';
import { longestQuote } from '#domain/comment.ts';
import { position } from '../chosen-words.ts';
import { declares, router } from '../trpc.ts';
import { attachThread, startThread } from './anchoring.ts';
import { listThreads } from './listing.ts';
import * as comments from './service.ts';

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
/** How long it may be is told by the domain, in better words; this only bounds the work. */
const body = z.string().max(100_000);
const chosen = z.object({
  root: z.enum(amendmentRoots),
  from: position,
  to: position,
  quote: z.string().min(1).max(longestQuote),
});

export const commentsRouter = router({
  list: declares('read-draft')
    .input(z.object({ draftId: id }))
    .query(({ ctx, input }) => listThreads(ctx, input.draftId)),
  start: declares('comment-draft')
    .input(z.object({ draftId: id, chosen, body }))
    .mutation(({ ctx, input }) => startThread(ctx, input)),
  attach: declares('comment-draft')
    .input(z.object({ threadId: id, chosen }))
    .mutation(({ ctx, input }) => attachThread(ctx, input.threadId, input.chosen)),
  reply: declares('comment-draft')
    .input(z.object({ threadId: id, body }))
    .mutation(({ ctx, input }) => comments.reply(ctx, input.threadId, input.body)),
  edit: declares('comment-draft')
    .input(z.object({ commentId: id, body }))
    .mutation(({ ctx, input }) => comments.editComment(ctx, input.commentId, input.body)),
  delete: declares('comment-draft')
    .input(z.object({ commentId: id }))
    .mutation(({ ctx, input }) => comments.deleteComment(ctx, input.commentId)),
  resolve: declares('comment-draft')
    .input(z.object({ threadId: id }))
    .mutation(({ ctx, input }) => comments.resolveThread(ctx, input.threadId)),
  reopen: declares('comment-draft')
    .input(z.object({ threadId: id }))
    .mutation(({ ctx, input }) => comments.reopenThread(ctx, input.threadId)),
});
