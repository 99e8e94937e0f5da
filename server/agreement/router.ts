import { z } from 'zod';
import { columnRoles } from '#domain/four-column.ts';
import { declares, router } from '../trpc.ts';
import * as agreement from './service.ts';

const slug = z.string().max(40);

export const agreementRouter = router({
  show: declares('read-draft')
    .input(z.object({ slug }))
    .query(({ ctx, input }) => agreement.showAgreement(ctx, input.slug)),
  begin: declares('write-draft')
    .input(z.object({ slug, rowId: z.string().max(64), source: z.enum(columnRoles).nullable() }))
    .mutation(({ ctx, input }) => agreement.beginRow(ctx, input)),
});
