/**
 * A change in a workspace, one at a time: whoever comes next waits, and is asked again what they
 * may do, as the one before may just have changed it.
 */
import type { Db } from '#db/connection.ts';
import { DomainError } from '#domain/errors.ts';
import type { Action } from '#domain/permission.ts';
import type { Context, Visitor } from '../context.ts';
import { notThere, onWorkspace, requireMay } from '../permission.ts';
import { findMember } from './member-queries.ts';
import { lockLiveWorkspace, type Workspace } from './workspace-queries.ts';

export async function inWorkspace<T>(
  ctx: Context,
  workspaceId: string,
  action: Action,
  change: (trx: Db, workspace: Workspace) => Promise<T>,
): Promise<T> {
  requireMay(ctx.visitor, action, onWorkspace(workspaceId));
  return ctx.db.transaction().execute(async (trx) => {
    const workspace = await lockLiveWorkspace(trx, workspaceId);
    if (!workspace) throw new DomainError('not-found', notThere);
    requireMay(await asStored(trx, ctx.visitor, workspaceId), action, onWorkspace(workspaceId));
    return change(trx, workspace);
  });
}

/** The visitor with the role that they hold now. The command line’s is not stored. */
async function asStored(trx: Db, visitor: Visitor, workspaceId: string): Promise<Visitor> {
  if (visitor.user === null) return visitor;
  const member = await findMember(trx, workspaceId, visitor.user.id);
  return { ...visitor, roles: new Map(member ? [[workspaceId, member.role]] : []) };
}
