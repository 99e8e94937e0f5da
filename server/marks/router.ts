import { z } from 'zod';
import { itemKinds, roles, visibilities } from '#domain/permission.ts';
import { declares, router } from '../trpc.ts';
import * as marks from './service.ts';

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
const item = z.object({ kind: z.enum(itemKinds), id });

export const marksRouter = router({
  /** The mark of a thing and who is named on it. */
  show: declares('manage-access')
    .input(item)
    .query(({ ctx, input }) => marks.readAccess(ctx, input)),
  locate: declares('manage-access')
    .input(z.object({ slug: z.string().max(40) }))
    .query(({ ctx, input }) => marks.locateProcedure(ctx, input.slug)),
  set: declares('change-visibility')
    .input(item.extend({ mark: z.enum(visibilities) }))
    .mutation(({ ctx, input: { mark, ...key } }) => marks.setMark(ctx, key, mark)),
  setIndexed: declares('change-visibility')
    .input(z.object({ id, indexed: z.boolean() }))
    .mutation(({ ctx, input }) => marks.setProcedureIndexed(ctx, input.id, input.indexed)),
  name: declares('manage-access')
    .input(item.extend({ userId: id, role: z.enum(roles) }))
    .mutation(({ ctx, input: { userId, role, ...key } }) =>
      marks.namePerson(ctx, key, { userId, role }),
    ),
  withdraw: declares('manage-access')
    .input(item.extend({ userId: id }))
    .mutation(({ ctx, input: { userId, ...key } }) => marks.withdrawName(ctx, key, userId)),
});
