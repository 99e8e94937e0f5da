/** Issues with the institutions' stances, and who said what about them. */
import type { Issue } from '#domain/issue.ts';
import type { Actor, MemberStatePosition, Statement } from '#domain/statement.ts';
import type { Context } from '../context.ts';
import { onItem, visitorMay } from '../permission.ts';
import { type Procedure, readProcedure } from '../procedures/service.ts';
import * as queries from './queries.ts';

export { listIssueTitles } from './queries.ts';
export { recordPositions } from './recording.ts';

export interface PositionsView {
  readonly actors: readonly Actor[];
  readonly issues: readonly Issue[];
  readonly statements: readonly Statement[];
  readonly memberStatePositions: readonly MemberStatePosition[];
}

export async function readPositions(ctx: Context, slug: string): Promise<PositionsView> {
  const procedure = await readProcedure(ctx, slug);
  const statements = await queries.listStatements(ctx.db, procedure.id);
  return {
    actors: await queries.listActors(ctx.db, procedure.id),
    issues: await queries.listIssues(ctx.db, procedure.id),
    statements: readable(ctx, procedure, statements),
    memberStatePositions: await queries.listMemberStatePositions(ctx.db, procedure.id),
  };
}

/** Those that whoever asks may read; of an answer to another one nothing but itself is told. */
function readable(
  { visitor }: Context,
  procedure: Procedure,
  all: readonly queries.MarkedStatement[],
): Statement[] {
  const mayRead = ({ id, visibility }: queries.MarkedStatement) =>
    visitorMay(visitor, 'read-procedure', onItem(procedure, { kind: 'statement', id, visibility }));
  const shown = all.filter(mayRead).map(({ statement }) => statement);
  const keys = new Set(shown.map(({ key }) => key));
  return shown.map((statement) =>
    keys.has(statement.repliesTo ?? '') ? statement : { ...statement, repliesTo: null },
  );
}
