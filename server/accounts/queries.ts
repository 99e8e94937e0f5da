import type { Db } from '#db/connection.ts';
import { demoDomain } from '#domain/account.ts';
import type { Role } from '#domain/permission.ts';
import type { User } from '../context.ts';
import { itemKey } from '../permission.ts';

/** Whether anybody has an account here, the demo's people aside. */
export async function hasPeople(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('user')
    .select('id')
    .where('email', 'not like', `%@${demoDomain}`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function findUserId(db: Db, email: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('user')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst();
  return row?.id;
}

type Roles = ReadonlyMap<string, Role>;

/** The roles of one person, by workspace; the oldest membership first, deleted workspaces aside. */
export async function listRoles(db: Db, userId: string): Promise<Roles> {
  return (await listRolesOf(db, [userId])).get(userId) ?? new Map();
}

/** The same of several people, by person; who has none is not among them. */
export async function listRolesOf(
  db: Db,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, Roles>> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('workspace', 'workspace.id', 'membership.workspace_id')
    .select(['user_id', 'workspace_id', 'role'])
    .where('user_id', 'in', userIds)
    .where('workspace.deleted_at', 'is', null)
    .orderBy('membership.created_at')
    .orderBy('workspace_id')
    .execute();
  return byPerson(rows, (row) => [row.workspace_id, row.role]);
}

/** The roles that one person holds on single things, by `itemKey`. */
export async function listNamedRoles(db: Db, userId: string): Promise<Roles> {
  return (await listNamedRolesOf(db, [userId])).get(userId) ?? new Map();
}

/** The same of several people, by person; who has none is not among them. */
export async function listNamedRolesOf(
  db: Db,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, Roles>> {
  const rows = await db
    .selectFrom('item_role')
    .select(['user_id', 'item_kind', 'item_id', 'role'])
    .where('user_id', 'in', userIds)
    .execute();
  return byPerson(rows, (row) => [itemKey(row.item_kind, row.item_id), row.role]);
}

function byPerson<Row extends { readonly user_id: string }>(
  rows: readonly Row[],
  entryOf: (row: Row) => [string, Role],
): ReadonlyMap<string, Roles> {
  const groups = Map.groupBy(rows, (row) => row.user_id);
  return new Map([...groups].map(([id, own]) => [id, new Map(own.map(entryOf))]));
}

/** The names of these workspaces, by id. */
export async function listWorkspaces(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('workspace')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Their address is not known to be theirs yet. */
export async function addUser(db: Db, user: User, now: Date): Promise<void> {
  await db
    .insertInto('user')
    .values({ ...user, email_verified: false, image: null, created_at: now, updated_at: now })
    .execute();
}

/** The person has shown that this address is theirs; false if they have another one by now. */
export async function markVerified(db: Db, id: string, email: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('user')
    .set({ email_verified: true, updated_at: now })
    .where('id', '=', id)
    .where('email', '=', email)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface Person extends User {
  readonly isVerified: boolean;
}

export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  return toPerson(await people(db).where('id', '=', id).executeTakeFirst());
}

export async function findPersonByEmail(db: Db, email: string): Promise<Person | undefined> {
  return toPerson(await people(db).where('email', '=', email).executeTakeFirst());
}

function people(db: Db) {
  return db.selectFrom('user').select(['id', 'name', 'email', 'email_verified']);
}

function toPerson(
  row: (User & { readonly email_verified: boolean | number }) | undefined,
): Person | undefined {
  if (!row) return undefined;
  const { email_verified, ...user } = row;
  return { ...user, isVerified: Boolean(email_verified) };
}

export async function renameUser(db: Db, id: string, name: string, now: Date): Promise<void> {
  await db.updateTable('user').set({ name, updated_at: now }).where('id', '=', id).execute();
}

/** Gives a person a password to sign in with, as the hash that is kept of it. */
export async function addPassword(
  db: Db,
  account: { readonly id: string; readonly userId: string; readonly hash: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('account')
    .values({
      id: account.id,
      user_id: account.userId,
      account_id: account.userId,
      provider_id: 'credential',
      password: account.hash,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

/** Somebody reads mail at the person’s address, or is vouched for. */
export async function confirmAddress(db: Db, userId: string, now: Date): Promise<void> {
  await db
    .updateTable('user')
    .set({ email_verified: true, updated_at: now })
    .where('id', '=', userId)
    .execute();
}

export async function hasPassword(db: Db, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .where('password', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Replaces a person's password by this hash of one, or gives them their first. */
export async function setPassword(
  db: Db,
  account: { readonly id: string; readonly userId: string; readonly hash: string },
  now: Date,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ password: account.hash, updated_at: now })
    .where('user_id', '=', account.userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) await addPassword(db, account, now);
}

export interface Member {
  readonly workspaceId: string;
  readonly userId: string;
  readonly role: Role;
  readonly organisationId?: string | null;
}

export async function addMember(db: Db, member: Member, now: Date): Promise<void> {
  await db
    .insertInto('membership')
    .values({
      workspace_id: member.workspaceId,
      user_id: member.userId,
      role: member.role,
      organisation_id: member.organisationId ?? null,
      created_at: now.toISOString(),
    })
    .execute();
}

/** Whether anybody has an account here, the demo's people included. */
export async function hasAccounts(db: Db): Promise<boolean> {
  const row = await db.selectFrom('user').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Whether the workspace is there, and was not deleted. */
export async function isLive(db: Db, workspaceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('workspace')
    .select('id')
    .where('id', '=', workspaceId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds the workspace unless one of that id is there; two processes may try at once. */
export async function ensureWorkspace(
  db: Db,
  workspace: { readonly id: string; readonly name: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('workspace')
    .values({ ...workspace, created_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/**
 * Holds the workspace for the transaction: whoever comes next waits. An update serves as the
 * lock because both databases have it.
 */
export async function lockWorkspace(db: Db, id: string): Promise<void> {
  await db
    .updateTable('workspace')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow();
}

/** Whether an invitation to this address can still be accepted. */
export async function isInvited(db: Db, email: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('invitation')
    .innerJoin('workspace', 'workspace.id', 'invitation.workspace_id')
    .select('invitation.id')
    .where('email', '=', email)
    .where('expires_at', '>', now.toISOString())
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('workspace.deleted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Every role of one person, by workspace, those in workspaces that were deleted among them. */
export async function listMemberships(db: Db, userId: string): Promise<ReadonlyMap<string, Role>> {
  const rows = await db
    .selectFrom('membership')
    .select(['workspace_id', 'role'])
    .where('user_id', '=', userId)
    .execute();
  return new Map(rows.map((row) => [row.workspace_id, row.role]));
}
