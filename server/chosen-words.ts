/** Places in a text as requests name them. */
import { z } from 'zod';

const writtenId = z.object({ client: z.int().nonnegative(), clock: z.int().nonnegative() });

/** A relative position of Yjs, which only Yjs reads. */
export const position: z.ZodType<unknown> = z.object({
  type: writtenId.optional(),
  tname: z.string().max(40).optional(),
  item: writtenId.optional(),
  assoc: z.int().optional(),
});
