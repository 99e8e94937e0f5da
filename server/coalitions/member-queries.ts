import type { Db } from '#db/connection.ts';
import type { Membership } from '#domain/membership.ts';
import type { Role } from '#domain/permission.ts';

export interface ListedMember extends Membership {
  readonly email: string;
  /** The organisation’s name. */
  readonly organisation: string | null;
  readonly since: string;
}

function selectMembers(db: Db, workspaceId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .leftJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .select(['user.id', 'user.name', 'user.email', 'organisation.name as organisation'])
    .select(['membership.role', 'membership.organisation_id', 'membership.version'])
    .select('membership.created_at as since')
    .where('membership.workspace_id', '=', workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMembers>['executeTakeFirstOrThrow']>>;

function toMember({ id, organisation_id, ...rest }: Row): ListedMember {
  return { userId: id, organisationId: organisation_id, ...rest };
}

/** Those who came first, first. */
export async function listMembers(db: Db, workspaceId: string): Promise<ListedMember[]> {
  const rows = await selectMembers(db, workspaceId)
    .orderBy('membership.created_at')
    .orderBy('user.id')
    .execute();
  return rows.map(toMember);
}

export async function findMember(
  db: Db,
  workspaceId: string,
  userId: string,
): Promise<ListedMember | undefined> {
  const row = await selectMembers(db, workspaceId).where('user.id', '=', userId).executeTakeFirst();
  return row && toMember(row);
}

export async function findMemberByEmail(
  db: Db,
  workspaceId: string,
  email: string,
): Promise<ListedMember | undefined> {
  const row = await selectMembers(db, workspaceId)
    .where('user.email', '=', email)
    .executeTakeFirst();
  return row && toMember(row);
}

/** How many own the workspace beside this person. */
export async function countOtherOwners(
  db: Db,
  workspaceId: string,
  userId: string,
): Promise<number> {
  const { number } = await db
    .selectFrom('membership')
    .select((eb) => eb.fn.countAll().as('number'))
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .where('user_id', '!=', userId)
    .executeTakeFirstOrThrow();
  return Number(number);
}

export interface Standing {
  readonly role: Role;
  readonly organisationId: string | null;
}

export async function updateMember(
  db: Db,
  workspaceId: string,
  userId: string,
  { role, organisationId }: Standing,
): Promise<void> {
  await db
    .updateTable('membership')
    .set((eb) => ({ role, organisation_id: organisationId, version: eb('version', '+', 1) }))
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .execute();
}

/** With the roles that were held on single things. */
export async function deleteMember(db: Db, workspaceId: string, userId: string): Promise<void> {
  for (const table of ['item_role', 'membership'] as const)
    await db
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', userId)
      .execute();
}

/** The members of an organisation belong to none, which whoever looks at them now has not seen. */
export async function clearOrganisation(db: Db, organisationId: string): Promise<void> {
  await db
    .updateTable('membership')
    .set((eb) => ({ organisation_id: null, version: eb('version', '+', 1) }))
    .where('organisation_id', '=', organisationId)
    .execute();
}

/** The roles by name that are among the wider ones become this one. */
export async function lowerNamedRoles(
  trx: Db,
  of: {
    readonly workspaceId: string;
    readonly userId: string;
    readonly wider: readonly Role[];
    readonly role: Role;
  },
): Promise<void> {
  if (of.wider.length === 0) return;
  await trx
    .updateTable('item_role')
    .set({ role: of.role })
    .where('workspace_id', '=', of.workspaceId)
    .where('user_id', '=', of.userId)
    .where('role', 'in', of.wider)
    .execute();
}
