/** Workspaces: founding and naming one, deleting it and bringing it back. */
import { DomainError } from '#domain/errors.ts';
import { oneLine } from '#domain/one-line.ts';
import { keptSince, keptUntil, workspaceNameProblem } from '#domain/workspace.ts';
import { addMember } from '../accounts/service.ts';
import { type Deed, recordDeed } from '../audit/recording.ts';
import type { Context } from '../context.ts';
import { newId } from '../identity.ts';
import { notThere, onWorkspace, requireMay, requireUser } from '../permission.ts';
import { inWorkspace } from './in-workspace.ts';
import { findMember } from './member-queries.ts';
import * as queries from './workspace-queries.ts';

export async function renameWorkspace(ctx: Context, id: string, written: string): Promise<void> {
  await inWorkspace(ctx, id, 'manage-workspace', async (trx, before) => {
    const name = readName(written);
    if (name === before.name) return;
    await queries.updateWorkspaceName(trx, { id, name });
    const detail = { from: before.name, to: name };
    await recordDeed(trx, ctx.visitor, deed('workspace-renamed', before, detail), ctx.clock);
  });
}

/** A further workspace, for somebody who owns the one that is named; they own the new one too. */
export async function foundWorkspace(
  ctx: Context,
  from: string,
  written: string,
): Promise<{ id: string }> {
  const user = requireUser(ctx.visitor);
  return inWorkspace(ctx, from, 'found-workspace', async (trx) => {
    const workspace = { id: newId(), name: readName(written) };
    const now = ctx.clock.now();
    await queries.insertWorkspace(trx, workspace, now);
    await addMember(trx, { workspaceId: workspace.id, userId: user.id, role: 'owner' }, now);
    await recordDeed(trx, ctx.visitor, deed('workspace-founded', workspace), ctx.clock);
    return { id: workspace.id };
  });
}

/** What would go with it. */
export async function countHoldings(ctx: Context, id: string): Promise<queries.Holdings> {
  requireMay(ctx.visitor, 'manage-workspace', onWorkspace(id));
  return queries.countHoldings(ctx.db, id);
}

/** Gone for everybody at once. Whoever deletes it writes its name, so that it is the one they mean. */
export async function deleteWorkspace(ctx: Context, id: string, written: string): Promise<void> {
  await inWorkspace(ctx, id, 'manage-workspace', async (trx, workspace) => {
    if (oneLine(written) !== workspace.name)
      throw new DomainError(
        'bad-input',
        `Nothing was deleted: what you wrote is not the workspace’s name. Write “${workspace.name}”.`,
      );
    await queries.setDeleted(trx, id, ctx.clock.now(), ctx.visitor.user?.id ?? null);
    await recordDeed(trx, ctx.visitor, deed('workspace-deleted', workspace), ctx.clock);
  });
}

export interface DeletedWorkspace extends queries.DeletedWorkspace {
  /** The moment until which it can be brought back. */
  readonly keptUntil: string;
}

/** Those that whoever asks owned, and can bring back. */
export async function listDeletedWorkspaces({
  db,
  clock,
  visitor,
}: Context): Promise<DeletedWorkspace[]> {
  const { id } = requireUser(visitor);
  const deleted = await queries.listDeletedOf(db, id, keptSince(clock.now()));
  return deleted.map((one) => ({
    ...one,
    keptUntil: keptUntil(new Date(one.deletedAt)).toISOString(),
  }));
}

export async function bringBackWorkspace(ctx: Context, id: string): Promise<void> {
  const user = requireUser(ctx.visitor);
  await ctx.db.transaction().execute(async (trx) => {
    const since = keptSince(ctx.clock.now());
    const workspace = await queries.lockDeletedWorkspace(trx, id, since);
    const member = workspace && (await findMember(trx, id, user.id));
    if (!workspace || !member) throw new DomainError('not-found', notThere);
    // A deleted workspace is not among the visitor’s: they are asked with the role they had in it.
    const former = { ...ctx.visitor, roles: new Map([[id, member.role]]) };
    requireMay(former, 'manage-workspace', onWorkspace(id));
    await queries.setDeleted(trx, id, null, null);
    await recordDeed(trx, ctx.visitor, deed('workspace-restored', workspace), ctx.clock);
  });
}

/** For the command line: a workspace without members, into which an owner is invited. */
export async function foundEmptyWorkspace(
  ctx: Context,
  written: string,
): Promise<queries.Workspace> {
  const workspace = { id: newId(), name: readName(written) };
  await ctx.db.transaction().execute(async (trx) => {
    await queries.insertWorkspace(trx, workspace, ctx.clock.now());
    await recordDeed(trx, ctx.visitor, deed('workspace-founded', workspace), ctx.clock);
  });
  return workspace;
}

function readName(written: string): string {
  const problem = workspaceNameProblem(written);
  if (problem !== undefined) throw new DomainError('bad-input', problem);
  return oneLine(written);
}

type WorkspaceDeed = Extract<Deed['action'], `workspace-${string}`>;

function deed(
  action: WorkspaceDeed,
  { id, name }: queries.Workspace,
  detail: Record<string, string> = {},
): Deed {
  return { workspaceId: id, action, target: { kind: 'workspace', id, name }, detail };
}
