import { z } from 'zod';
import { columnRoles } from '#domain/four-column.ts';
import { rowFilter as filter } from './row-filter.ts';
import { declares, router } from '../trpc.ts';
import { fileFormats } from './export-file.ts';
import * as table from './service.ts';

const procedureInput = z.object({ slug: z.string().max(40) });

/** Left out, it is the table as it is now, compared with the proposal. */
const choice = {
  round: z.number().int().min(1).max(10_000).nullable().default(null),
  against: z.enum(columnRoles).default('proposal'),
};

const windowInput = procedureInput.extend({
  filter,
  ...choice,
  from: z.number().int().min(1).max(1_000_000),
  limit: z.number().int().min(1).max(200),
});

const exportInput = procedureInput.extend({
  form: z.enum(['own', 'public']).default('own'),
  round: z.number().int().min(1).max(10_000).nullable().default(null),
});

export const fourColumnRouter = router({
  table: declares('read-table')
    .input(windowInput)
    .query(({ ctx, input }) => table.readTable(ctx, input.slug, input.filter, input, input)),
  rows: declares('read-table')
    .input(windowInput)
    .query(({ ctx, input }) => table.readTableRows(ctx, input.slug, input.filter, input, input)),
  find: declares('read-table')
    .input(procedureInput.extend({ citation: z.string().max(200), filter, round: choice.round }))
    .query(({ ctx, input }) =>
      table.findRow(ctx, input.slug, input.citation, input.filter, input.round),
    ),
  json: declares('read-table')
    .input(exportInput)
    .query(({ ctx, input }) => table.exportTable(ctx, input.slug, input)),
  csv: declares('read-table')
    .input(exportInput)
    .query(({ ctx, input }) => table.exportCsv(ctx, input.slug, input)),
  file: declares('read-table')
    .input(exportInput.extend({ format: z.enum(fileFormats) }))
    .query(({ ctx, input }) => table.answerFile(ctx, input.slug, input.format, input)),
});
