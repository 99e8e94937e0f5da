import { z } from 'zod';
import { mostLegendEntries } from '#domain/status-legend.ts';
import { columnRoles } from '#domain/four-column.ts';

/** Which rows of a table are asked for, as it comes from outside. */
export const rowFilter = z.object({
  text: z.string().max(200).default(''),
  changedOnly: z.boolean().default(false),
  hidden: z.array(z.enum(columnRoles)).max(columnRoles.length).readonly().default([]),
  statuses: z.array(z.string().max(40)).max(mostLegendEntries).readonly().default([]),
  changedBy: z.enum(columnRoles).nullable().default(null),
  assignee: z.string().max(64).nullable().default(null),
  issue: z.string().max(100).nullable().default(null),
});
