import { z } from 'zod';
import { columnRoles } from '#domain/four-column.ts';

/** Which rows of a table are asked for, as it comes from outside. */
export const rowFilter = z.object({
  text: z.string().max(200).default(''),
  changedOnly: z.boolean().default(false),
  hidden: z.array(z.enum(columnRoles)).max(columnRoles.length).default([]),
});
