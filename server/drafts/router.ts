import { z } from 'zod';
import { declares, router } from '../trpc.ts';
import { readHeaderAbove } from './address.ts';
import { restoreVersion } from './restoring.ts';
import * as drafts from './service.ts';
import * as versions from './versions.ts';

/** Longer than anybody needs, short enough for a list. */
const versionName = z.string().max(200);
const number = z.int().positive();
const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
const slug = z.string().max(40);

const versionsRouter = router({
  list: declares('read-draft')
    .input(z.object({ id }))
    .query(({ ctx, input }) => versions.listVersions(ctx, input.id)),
  show: declares('read-draft')
    .input(z.object({ id, number }))
    .query(({ ctx, input }) => versions.showVersion(ctx, input.id, input.number)),
  check: declares('read-draft')
    .input(z.object({ id }))
    .query(({ ctx, input }) => versions.checkVersions(ctx, input.id)),
  name: declares('write-draft')
    .input(z.object({ id, name: versionName }))
    .mutation(({ ctx, input }) => versions.nameVersion(ctx, input.id, input.name)),
  restore: declares('write-draft')
    .input(z.object({ id, number }))
    .mutation(({ ctx, input }) => restoreVersion(ctx, input.id, input.number)),
});

export const draftsRouter = router({
  list: declares('read-draft')
    .input(z.object({ slug }))
    .query(({ ctx, input }) => drafts.listDrafts(ctx, input.slug)),
  show: declares('read-draft')
    .input(z.object({ slug, id }))
    .query(({ ctx, input }) => drafts.showDraft(ctx, input.slug, input.id)),
  header: declares('read-procedure')
    .input(z.object({ slug, id }))
    .query(({ ctx, input }) => readHeaderAbove(ctx, input.slug, input.id)),
  plan: declares('create-draft')
    .input(z.object({ slug, rowId: id }))
    .query(({ ctx, input }) => drafts.planDraft(ctx, input.slug, input.rowId)),
  create: declares('create-draft')
    .input(z.object({ slug, rowId: id, insertAfter: z.boolean() }))
    .mutation(({ ctx, input }) => drafts.createDraft(ctx, input)),
  setAuthors: declares('write-draft')
    .input(z.object({ id, authors: z.string().max(500) }))
    .mutation(({ ctx, input }) => drafts.setAuthors(ctx, input.id, input.authors)),
  versions: versionsRouter,
});
