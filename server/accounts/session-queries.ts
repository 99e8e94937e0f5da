import type { Db } from '#db/connection.ts';
import type { User } from '../context.ts';

export interface KeptSession {
  readonly id: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly since: Date;
  /** To within some minutes. */
  readonly lastUsed: Date;
}

/** Those that have not run out, the one used last first. */
export async function listSessions(
  db: Db,
  userId: string,
  now: Date,
): Promise<readonly KeptSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'ip_address', 'user_agent', 'created_at', 'updated_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('updated_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    address: row.ip_address || null,
    userAgent: row.user_agent || null,
    since: new Date(row.created_at),
    lastUsed: new Date(row.updated_at),
  }));
}

/** False if this person has no such session. */
export async function removeSession(db: Db, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** All of a person, but the one to be kept; says how many there were. */
export async function removeSessions(
  db: Db,
  userId: string,
  kept: string | null = null,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .$if(kept !== null, (query) => query.where('id', '!=', kept ?? ''))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Of these, those that have not run out, and whose they are. */
export async function listUsers(
  db: Db,
  ids: readonly string[],
  now: Date,
): Promise<readonly { id: string; lastUsed: Date; user: User }[]> {
  const rows = await db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.user_id')
    .select(['session.id as session_id', 'session.updated_at'])
    .select(['user.id', 'user.name', 'user.email'])
    .where('session.id', 'in', ids)
    .where('session.expires_at', '>', now)
    .execute();
  return rows.map(({ session_id, updated_at, id, name, email }) => ({
    id: session_id,
    lastUsed: new Date(updated_at),
    user: { id, name, email },
  }));
}

/** Of those that were not used since then. */
export async function noteUse(
  db: Db,
  ids: readonly string[],
  { now, since }: { readonly now: Date; readonly since: Date },
): Promise<void> {
  await db
    .updateTable('session')
    .set({ updated_at: now })
    .where('id', 'in', ids)
    .where('updated_at', '<', since)
    .execute();
}
