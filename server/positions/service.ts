/** Issues with the institutions' stances, and who said what about them. */
import type { Statement } from '#domain/statement.ts';
import type { Context } from '../context.ts';
import { onItem, visitorMay } from '../permission.ts';
import { listUnseenDocuments, type Procedure, readProcedure } from '../procedures/service.ts';
import * as queries from './queries.ts';
import { type PositionsView, withoutUnseen } from './seen-positions.ts';

export { listIssueTitles } from './queries.ts';
export { recordPositions } from './recording.ts';
export type { PositionsView } from './seen-positions.ts';

/** What whoever asks may see, without what only things that they may not see tell. */
export async function readPositions(ctx: Context, slug: string): Promise<PositionsView> {
  const procedure = await readProcedure(ctx, slug);
  const [shown, unseen] = await listStatements(ctx, procedure);
  const view = {
    actors: await queries.listActors(ctx.db, procedure.id),
    issues: await queries.listIssues(ctx.db, procedure.id),
    statements: shown,
    memberStatePositions: await queries.listMemberStatePositions(ctx.db, procedure.id),
  };
  const documents = await listUnseenDocuments(ctx, procedure);
  return withoutUnseen(view, { statements: unseen, documents });
}

/** Those that whoever asks may read, and those that they may not. */
async function listStatements(
  { db, visitor }: Context,
  procedure: Procedure,
): Promise<readonly [shown: Statement[], unseen: Statement[]]> {
  const all = await queries.listStatements(db, procedure.id);
  const mayRead = ({ id, visibility }: queries.MarkedStatement) =>
    visitorMay(visitor, 'read-procedure', onItem(procedure, { kind: 'statement', id, visibility }));
  const [shown, unseen] = [all.filter(mayRead), all.filter((one) => !mayRead(one))];
  return [shown.map(({ statement }) => statement), unseen.map(({ statement }) => statement)];
}
