import { z } from 'zod';
import { longestRoundName } from '#domain/round.ts';
import { mostLegendEntries, statusLooks } from '#domain/status-legend.ts';
import { declares, router } from '../trpc.ts';
import { setAssignment } from './assignments.ts';
import { compare } from './comparing.ts';
import { freeze } from './freezing.ts';
import { changeLegend } from './legend.ts';
import { readProgress } from './progress.ts';
import { listRounds, readHistory, readStanding } from './reading.ts';
import { setStatus, undoStatus } from './statuses.ts';

/** What PostgreSQL keeps, and no half of a character. */
const plain = z
  .string()
  .refine((given) => given.isWellFormed() && !given.includes('\0'), 'No text.');
const slug = z.string().max(40);
const id = z.string().max(64);
const rowIds = z.array(id).min(1).max(10_000);
const round = z.number().int().min(1).max(10_000);

const entry = z.object({
  key: z.string().max(40).nullable(),
  letter: plain.max(2),
  look: z.enum(statusLooks),
  name: plain.trim().max(40),
  meaning: plain.trim().max(200),
  isClosed: z.boolean(),
});

export const roundsRouter = router({
  list: declares('read-rounds')
    .input(z.object({ slug }))
    .query(({ ctx, input }) => listRounds(ctx, input.slug)),
  history: declares('read-rounds')
    .input(z.object({ slug, rowId: id }))
    .query(({ ctx, input }) => readHistory(ctx, input.slug, input.rowId)),
  standing: declares('read-rounds')
    .input(z.object({ slug }))
    .query(({ ctx, input }) => readStanding(ctx, input.slug)),
  progress: declares('read-rounds')
    .input(z.object({ slug }))
    .query(({ ctx, input }) => readProgress(ctx, input.slug)),
  compare: declares('read-rounds')
    .input(
      z.object({
        slug,
        number: round,
        after: round.nullable(),
        from: z.number().int().min(1).max(1_000_000).default(1),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .query(({ ctx, input }) => compare(ctx, input)),
  setStatus: declares('edit-table')
    .input(z.object({ slug, rowIds, status: z.string().max(40), why: plain.max(2000).default('') }))
    .mutation(({ ctx, input }) => setStatus(ctx, input)),
  undoStatus: declares('edit-table')
    .input(z.object({ changeId: id }))
    .mutation(({ ctx, input }) => undoStatus(ctx, input.changeId)),
  assign: declares('edit-table')
    .input(z.object({ slug, rowIds, userId: id, isOn: z.boolean() }))
    .mutation(({ ctx, input }) => setAssignment(ctx, input)),
  freeze: declares('edit-table')
    .input(
      z.object({
        slug,
        name: plain.trim().max(longestRoundName).default(''),
        date: z.iso.date().nullable().default(null),
      }),
    )
    .mutation(({ ctx, input }) => freeze(ctx, input)),
  changeLegend: declares('edit-table')
    .input(
      z.object({
        slug,
        entries: z
          .array(entry)
          .min(1)
          .max(2 * mostLegendEntries),
      }),
    )
    .mutation(({ ctx, input }) => changeLegend(ctx, input)),
});
