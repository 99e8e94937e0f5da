import { sql } from 'kysely';
import type { Db } from '#db/connection.ts';
import { formerMember } from '#domain/former-member.ts';
import type { User } from '../context.ts';

export async function findPasswordHash(db: Db, userId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('account')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? undefined;
}

export async function findSessionStart(db: Db, sessionId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('session')
    .select('created_at')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row && new Date(row.created_at);
}

export async function listWorkspaceIds(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .select('workspace_id')
    .where('user_id', '=', userId)
    .orderBy('workspace_id')
    .execute();
  return rows.map(({ workspace_id }) => workspace_id);
}

/** Theirs, and those whose log tells of them, as of somebody who has left. */
export async function listWorkspacesWithTraces(db: Db, userId: string): Promise<string[]> {
  const told = (column: 'actor_id' | 'target_id') =>
    db
      .selectFrom('audit_entry')
      .select('workspace_id')
      .where(column, '=', userId)
      .where('workspace_id', 'is not', null)
      .$narrowType<{ workspace_id: string }>();
  const rows = await db
    .selectFrom('membership')
    .select('workspace_id')
    .where('user_id', '=', userId)
    .union(told('actor_id'))
    .union(told('target_id'))
    .execute();
  return rows.map(({ workspace_id }) => workspace_id);
}

/**
 * Holds the workspaces of a person for the transaction, one after the other in one order, so that
 * two owners who go at once wait for each other. An update serves as the lock because both databases
 * have it.
 */
export async function lockOwnWorkspaces(trx: Db, userId: string): Promise<void> {
  for (const id of await listWorkspaceIds(trx, userId))
    await trx
      .updateTable('workspace')
      .set((eb) => ({ name: eb.ref('name') }))
      .where('id', '=', id)
      .execute();
}

export interface OwnedAlone {
  readonly name: string;
  /** It can still be brought back, and nobody else could. */
  readonly isDeleted: boolean;
}

/** The workspaces that have no other owner; deleted ones only if somebody else belongs to them. */
export async function listOwnedAlone(db: Db, userId: string): Promise<OwnedAlone[]> {
  const rows = await db
    .selectFrom('membership as own')
    .innerJoin('workspace', 'workspace.id', 'own.workspace_id')
    .select(['workspace.name', 'workspace.deleted_at'])
    .where('own.user_id', '=', userId)
    .where('own.role', '=', 'owner')
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('workspace.deleted_at', 'is', null),
        exists(
          selectFrom('membership as colleague')
            .select('colleague.user_id')
            .whereRef('colleague.workspace_id', '=', 'own.workspace_id')
            .where('colleague.user_id', '!=', userId),
        ),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('membership as other')
            .select('other.user_id')
            .whereRef('other.workspace_id', '=', 'own.workspace_id')
            .where('other.user_id', '!=', userId)
            .where('other.role', '=', 'owner'),
        ),
      ),
    )
    .orderBy('workspace.name')
    .execute();
  return rows.map(({ name, deleted_at }) => ({ name, isDeleted: deleted_at !== null }));
}

/** With sessions, ways in, factors and roles; what they wrote stays without a name. */
export async function deleteUser(trx: Db, userId: string): Promise<void> {
  await trx.deleteFrom('user').where('id', '=', userId).execute();
}

/** What is kept under their address: waiting mail, invitations, and tokens of the accounts library. */
export async function deleteTraces(trx: Db, { id, email }: User): Promise<void> {
  const address = email.toLowerCase();
  await trx
    .deleteFrom('mail')
    .where(sql`lower(recipient)`, '=', address)
    .execute();
  await trx.deleteFrom('invitation').where('email', '=', address).execute();
  await sql`delete from verification
    where lower(identifier) = ${address} or value like ${containing(id)} escape '!'
      or lower(value) = ${address} or lower(value) like ${containing(`"${address}"`)} escape '!'
  `.execute(trx);
}

/** For "like", with what it takes for more than itself marked by "!". */
function containing(text: string): string {
  return `%${text.replaceAll(/[!%_]/g, '!$&')}%`;
}

/** The log says what was done, and no longer by whom or to whom. The triggers allow no other change. */
export async function forgetName(trx: Db, { id, email }: User): Promise<void> {
  await trx
    .updateTable('audit_entry')
    .set({ actor_id: null, actor_name: formerMember, address: null })
    .where('actor_id', '=', id)
    .execute();
  await trx
    .updateTable('audit_entry')
    .set({ target_name: formerMember })
    .where('target_kind', 'in', ['member', 'account'])
    .where('target_id', '=', id)
    .execute();
  await trx
    .updateTable('audit_entry')
    .set({ target_name: formerMember })
    // Not as a parameter, so that the index of the invitations is used.
    .where('target_kind', '=', sql.lit('invitation'))
    .where(sql`lower(target_name)`, '=', email.toLowerCase())
    .execute();
}

/** Where the entry tells in its detail of somebody, in these workspaces. */
export async function forgetNamed(
  trx: Db,
  id: string,
  workspaceIds: readonly string[],
): Promise<void> {
  if (workspaceIds.length === 0) return;
  const entries = await trx
    .selectFrom('audit_entry')
    .select(['id', 'detail'])
    .where('workspace_id', 'in', workspaceIds)
    .where('action', 'in', ['access-granted', 'access-withdrawn', 'comment-deleted'])
    .where('detail', 'like', `%${id}%`)
    .execute();
  for (const { id: entryId, detail } of entries) {
    const now = { ...(JSON.parse(detail) as object), person: formerMember };
    await trx
      .updateTable('audit_entry')
      .set({ detail: JSON.stringify(now) })
      .where('id', '=', entryId)
      .execute();
  }
}
