/** Issues with the institutions' stances, and who said what about them. */
import type { Issue } from '#domain/issue.ts';
import type { Visibility } from '#domain/permission.ts';
import type { Actor, MemberStatePosition, Statement } from '#domain/statement.ts';
import type { Context } from '../context.ts';
import { readProcedure } from '../procedures/service.ts';
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
  const isMember = ctx.visitor.roles.has(procedure.workspaceId);
  const sharing: Visibility[] = isMember ? ['public', 'workspace'] : ['public'];
  return {
    actors: await queries.listActors(ctx.db, procedure.id),
    issues: await queries.listIssues(ctx.db, procedure.id),
    statements: await queries.listStatements(ctx.db, procedure.id, sharing),
    memberStatePositions: await queries.listMemberStatePositions(ctx.db, procedure.id),
  };
}
