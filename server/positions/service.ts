/** Issues with the institutions' stances, and who said what about them. */
import type { Context } from '../context.ts';
import { onItem, onProcedure, visitorMay } from '../permission.ts';
import { listUnseenDocuments, type Procedure, readProcedure } from '../procedures/service.ts';
import * as queries from './queries.ts';
import { type PositionsView, withoutUnseen } from './seen-positions.ts';

export { listIssueTitles } from './queries.ts';
export { recordPositions } from './recording.ts';
export type { PositionsView } from './seen-positions.ts';

/** What whoever asks may see, without what only things that they may not see tell. */
export async function readPositions(
  ctx: Context,
  slug: string,
): Promise<PositionsView & { readonly mayMark: boolean }> {
  const procedure = await readProcedure(ctx, slug);
  const [seen, unseen] = await listMarkedStatements(ctx, procedure);
  const view = {
    actors: await queries.listActors(ctx.db, procedure.id),
    issues: await queries.listIssues(ctx.db, procedure.id),
    statements: seen.map(({ id, visibility: mark, statement }) => ({ ...statement, id, mark })),
    memberStatePositions: await queries.listMemberStatePositions(ctx.db, procedure.id),
  };
  const documents = await listUnseenDocuments(ctx, procedure);
  const statements = unseen.map(({ statement }) => statement);
  const mayMark = visitorMay(ctx.visitor, 'change-visibility', onProcedure(procedure));
  return { ...withoutUnseen(view, { statements, documents }), mayMark };
}

/** How many there are that everybody may read, and how many others that whoever asks may read. */
export async function countStatements(
  ctx: Context,
  procedure: Procedure,
): Promise<{ readonly open: number; readonly closed: number }> {
  const [seen] = await listMarkedStatements(ctx, procedure);
  const open = seen.filter(({ visibility }) => visibility === 'public').length;
  return { open, closed: seen.length - open };
}

/** Those that whoever asks may read, and those that they may not. */
async function listMarkedStatements(
  { db, visitor }: Context,
  procedure: Procedure,
): Promise<readonly [seen: queries.MarkedStatement[], unseen: queries.MarkedStatement[]]> {
  const all = await queries.listStatements(db, procedure.id);
  const mayRead = ({ id, visibility }: queries.MarkedStatement) =>
    visitorMay(visitor, 'read-procedure', onItem(procedure, { kind: 'statement', id, visibility }));
  return [all.filter(mayRead), all.filter((one) => !mayRead(one))];
}
