import type { Db } from '#db/connection.ts';

export interface Workspace {
  readonly id: string;
  readonly name: string;
}

/** The oldest first; deleted ones aside. */
export async function listLiveWorkspaces(db: Db): Promise<Workspace[]> {
  return db
    .selectFrom('workspace')
    .select(['id', 'name'])
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/**
 * Holds the workspace for the transaction: whoever comes next waits. An update serves as the lock
 * because both databases have it. Undefined if it was deleted.
 */
export async function lockLiveWorkspace(trx: Db, id: string): Promise<Workspace | undefined> {
  return trx
    .updateTable('workspace')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning(['id', 'name'])
    .executeTakeFirst();
}

/** The same for one that was deleted, and not before that moment. */
export async function lockDeletedWorkspace(
  trx: Db,
  id: string,
  since: Date,
): Promise<Workspace | undefined> {
  return trx
    .updateTable('workspace')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', id)
    .where('deleted_at', '>=', since.toISOString())
    .returning(['id', 'name'])
    .executeTakeFirst();
}

export async function insertWorkspace(db: Db, workspace: Workspace, now: Date): Promise<void> {
  await db
    .insertInto('workspace')
    .values({ ...workspace, created_at: now.toISOString() })
    .execute();
}

export async function updateWorkspaceName(db: Db, { id, name }: Workspace): Promise<void> {
  await db.updateTable('workspace').set({ name }).where('id', '=', id).execute();
}

/** With `at` null it is brought back. */
export async function setDeleted(
  db: Db,
  id: string,
  at: Date | null,
  by: string | null,
): Promise<void> {
  await db
    .updateTable('workspace')
    .set({ deleted_at: at?.toISOString() ?? null, deleted_by: by })
    .where('id', '=', id)
    .execute();
}

export interface DeletedWorkspace extends Workspace {
  readonly deletedAt: string;
  /** Null if whoever deleted it is gone. */
  readonly deletedBy: string | null;
}

/** Those that this person owned, deleted since that moment; the last one first. */
export async function listDeletedOf(
  db: Db,
  userId: string,
  since: Date,
): Promise<DeletedWorkspace[]> {
  const rows = await db
    .selectFrom('workspace')
    .innerJoin('membership', 'membership.workspace_id', 'workspace.id')
    .leftJoin('user', 'user.id', 'workspace.deleted_by')
    .select(['workspace.id', 'workspace.name', 'workspace.deleted_at', 'user.name as deleted_by'])
    .where('membership.user_id', '=', userId)
    .where('membership.role', '=', 'owner')
    .where('workspace.deleted_at', '>=', since.toISOString())
    .orderBy('workspace.deleted_at', 'desc')
    .execute();
  return rows.map(({ id, name, deleted_at, deleted_by }) => ({
    id,
    name,
    deletedAt: deleted_at ?? '',
    deletedBy: deleted_by,
  }));
}

/** Deletes for good what was deleted before that moment, with all that it holds. */
export async function purgeDeleted(db: Db, before: Date): Promise<Workspace[]> {
  return db
    .deleteFrom('workspace')
    .where('deleted_at', '<', before.toISOString())
    .returning(['id', 'name'])
    .execute();
}

export interface Holdings {
  readonly people: number;
  readonly organisations: number;
  readonly procedures: number;
  readonly drafts: number;
}

/** How much of each a workspace holds. */
export async function countHoldings(db: Db, workspaceId: string): Promise<Holdings> {
  const count = async (table: 'membership' | 'organisation' | 'procedure' | 'draft') => {
    const { number } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('number'))
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirstOrThrow();
    return Number(number);
  };
  return {
    people: await count('membership'),
    organisations: await count('organisation'),
    procedures: await count('procedure'),
    drafts: await count('draft'),
  };
}
