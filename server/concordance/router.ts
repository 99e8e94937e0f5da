import { z } from 'zod';
import { columnRoles } from '#domain/four-column.ts';
import { declares, router } from '../trpc.ts';
import { readHistory, readRow } from './reading.ts';
import * as concordance from './service.ts';

const slug = z.string().max(40);
const row = z.string().max(20);
/** The number of a row, or a citation. */
const otherRow = z.string().max(200);
const role = z.enum(columnRoles);
const part = z.string().max(1000).nullable().default(null);

const wish = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('confirm'),
    row,
    roles: z.array(role).max(columnRoles.length).readonly(),
  }),
  z.object({ kind: z.literal('separate'), row, role, part }),
  z.object({ kind: z.literal('move'), row, role, part, to: otherRow }),
  z.object({ kind: z.literal('merge'), row, other: otherRow }),
  z.object({ kind: z.literal('unmerge'), row }),
]);

const seen = z.partialRecord(role, z.string().max(10_000)).nullable().default(null);

export const concordanceRouter = router({
  row: declares('read-table')
    .input(z.object({ slug, row }))
    .query(({ ctx, input }) => readRow(ctx, input.slug, input.row)),
  history: declares('read-table')
    .input(z.object({ slug, before: z.string().max(64).optional() }))
    .query(({ ctx, input }) => readHistory(ctx, input.slug, input.before)),
  decide: declares('edit-table')
    .input(z.object({ slug, wish, seen }))
    .mutation(({ ctx, input }) => concordance.decide(ctx, input.slug, input.wish, input.seen)),
  undo: declares('edit-table')
    .input(z.object({ slug, id: z.string().max(64) }))
    .mutation(({ ctx, input }) => concordance.undo(ctx, input.slug, input.id)),
});
