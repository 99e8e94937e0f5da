import { z } from 'zod';
import { auditTargets, isDay, workspaceActions } from '#domain/audit.ts';
import { declares, router } from '../trpc.ts';
import { exportFormats } from './export.ts';
import * as audit from './service.ts';

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
const day = z.string().refine(isDay, 'No day. Write it as in 2026-11-27.');

const filter = z.object({
  person: id.nullable(),
  deed: z.enum(workspaceActions).nullable(),
  target: z.enum(auditTargets).nullable(),
  from: day.nullable(),
  to: day.nullable(),
});

const part = z.object({ workspaceId: id, filter, before: id.nullable() });

export const auditRouter = router({
  list: declares('read-audit')
    .input(part)
    .query(({ ctx, input }) => audit.readAudit(ctx, input.workspaceId, input.filter, input.before)),
  /** A change, as the log tells of it. */
  export: declares('read-audit')
    .input(part.extend({ format: z.enum(exportFormats) }))
    .mutation(({ ctx, input }) => audit.exportAudit(ctx, input.workspaceId, input.filter, input)),
});
