import { z } from 'zod';
import { columnRoles } from '#domain/four-column.ts';
import { linkKinds } from '#domain/permission.ts';
import { fileFormats } from '../four-column/service.ts';
import { rowFilter as filter } from '../four-column/row-filter.ts';
import { declares, router } from '../trpc.ts';
import * as links from './links.ts';
import { unlock } from './opening.ts';
import * as shared from './shared.ts';

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);

const target = z.object({
  kind: z.enum(linkKinds),
  procedureId: id,
  draftId: id.nullable(),
  versionNumber: z.int().positive().nullable(),
});

/** Links as the workspace makes and withdraws them. */
export const linksRouter = router({
  list: declares('read-members')
    .input(z.object({ workspaceId: id }))
    .query(({ ctx, input }) => links.listLinks(ctx, input.workspaceId)),
  offer: declares('share-by-link')
    .input(target)
    .query(({ ctx, input }) => links.offerLink(ctx, input)),
  create: declares('share-by-link')
    .input(
      target.extend({
        label: z.string().max(200),
        expiresOn: z.string().max(10),
        password: z.string().max(200),
      }),
    )
    .mutation(({ ctx, input }) => links.createLink(ctx, input)),
  withdraw: declares('share-by-link')
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => links.withdrawLink(ctx, input.id)),
});

const token = z.string().max(100);
const knock = z.object({ token, pass: z.string().max(100).nullable() });

/** What opens with a link, for whoever has it. */
export const sharedRouter = router({
  look: declares('open-link')
    .input(knock)
    .query(({ ctx, input }) => shared.lookAt(ctx, input)),
  unlock: declares('open-link')
    .input(z.object({ token, password: z.string().max(200) }))
    .mutation(({ ctx, input }) => unlock(ctx, input.token, input.password)),
  overview: declares('open-link')
    .input(knock)
    .query(({ ctx, input }) => shared.sharedOverview(ctx, input)),
  timeline: declares('open-link')
    .input(knock)
    .query(({ ctx, input }) => shared.sharedTimeline(ctx, input)),
  positions: declares('open-link')
    .input(knock)
    .query(({ ctx, input }) => shared.sharedPositions(ctx, input)),
  table: declares('open-link')
    .input(
      knock.extend({
        filter,
        against: z.enum(columnRoles).default('proposal'),
        from: z.number().int().min(1).max(1_000_000),
        limit: z.number().int().min(1).max(200),
      }),
    )
    .query(({ ctx, input }) => shared.sharedTable(ctx, input, input.filter, input, input.against)),
  find: declares('open-link')
    .input(knock.extend({ filter, citation: z.string().max(200) }))
    .query(({ ctx, input }) => shared.sharedRow(ctx, input, input.citation, input.filter)),
  json: declares('open-link')
    .input(knock)
    .query(({ ctx, input }) => shared.sharedJson(ctx, input)),
  csv: declares('open-link')
    .input(knock)
    .query(({ ctx, input }) => shared.sharedCsv(ctx, input)),
  file: declares('open-link')
    .input(knock.extend({ format: z.enum(fileFormats) }))
    .query(({ ctx, input }) => shared.sharedFile(ctx, input, input.format)),
  text: declares('open-link')
    .input(knock)
    .query(({ ctx, input }) => shared.sharedText(ctx, input)),
});
