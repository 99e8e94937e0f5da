import { z } from 'zod';
import { amendmentRoots } from '#document/amendment-content.ts';
import { mostDecidedAtOnce } from '#domain/suggestion.ts';
import { position } from '../chosen-words.ts';
import { declares, router } from '../trpc.ts';
import { clearLeftOver, decide, withdraw } from './deciding.ts';
import * as suggestions from './service.ts';

const draftId = z.string().regex(/^[0-9a-z-]{1,64}$/);

/** What PostgreSQL keeps, and no half of a character. */
const text = z
  .string()
  .refine((given) => given.isWellFormed() && !given.includes('\0'), 'No text.');

/** That of marks in a text, which somebody may have forged. */
const markId = text.max(200);

/** Longer than any paragraph of a law; how much may be suggested is told by the domain. */
const words = text.max(20_000);

const chosen = z.object({
  root: z.enum(amendmentRoots),
  from: position,
  to: position,
  quote: words,
});

const some = z.object({ draftId, ids: z.array(markId).min(1).max(mostDecidedAtOnce) });

export const suggestionsRouter = router({
  list: declares('read-draft')
    .input(z.object({ draftId }))
    .query(({ ctx, input }) => suggestions.listSuggestions(ctx, input.draftId)),
  suggest: declares('suggest-draft')
    .input(z.object({ draftId, chosen, words }))
    .mutation(({ ctx, input }) => suggestions.suggest(ctx, input)),
  accept: declares('write-draft')
    .input(some)
    .mutation(({ ctx, input }) => decide(ctx, input.draftId, input.ids, 'accepted')),
  reject: declares('write-draft')
    .input(some)
    .mutation(({ ctx, input }) => decide(ctx, input.draftId, input.ids, 'rejected')),
  withdraw: declares('suggest-draft')
    .input(z.object({ draftId, id: markId }))
    .mutation(({ ctx, input }) => withdraw(ctx, input.draftId, input.id)),
  clearLeftOver: declares('suggest-draft')
    .input(z.object({ draftId }))
    .mutation(({ ctx, input }) => clearLeftOver(ctx, input.draftId)),
});
