/**
 * A draft's address names the law and the draft, and no workspace: its page is of the draft's own
 * procedure, also for whoever has chosen another workspace that follows the same law.
 */
import type { Context } from '../context.ts';
import { visitorMay } from '../permission.ts';
import {
  findProcedure,
  headerOf,
  type Procedure,
  type ProcedureHeader,
  readProcedure,
} from '../procedures/service.ts';
import { onDraft } from './access.ts';
import { type Draft, findDraft } from './queries.ts';

/** Undefined for a draft to another law than the one asked for. */
export async function findOwnProcedure(
  { db }: Context,
  { procedureId }: Pick<Draft, 'procedureId'>,
  { reference }: Procedure,
): Promise<Procedure | undefined> {
  const own = await findProcedure(db, procedureId);
  return own?.reference === reference ? own : undefined;
}

/** What stands above the page. Whoever may not read the draft learns nothing of where it belongs. */
export async function readHeaderAbove(
  ctx: Context,
  slug: string,
  id: string,
): Promise<ProcedureHeader> {
  const asked = await readProcedure(ctx, slug);
  const draft = await findDraft(ctx.db, id);
  const isSeen = draft && visitorMay(ctx.visitor, 'read-draft', onDraft(draft));
  const own = isSeen && (await findOwnProcedure(ctx, draft, asked));
  return headerOf(ctx, own || asked);
}
