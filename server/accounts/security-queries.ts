import type { Db } from '#db/connection.ts';

export async function hasSecondFactor(db: Db, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('user')
    .select('two_factor_enabled')
    .where('id', '=', userId)
    .executeTakeFirst();
  return Boolean(row?.two_factor_enabled);
}

export async function listPasskeys(db: Db, userId: string) {
  const rows = await db
    .selectFrom('passkey')
    .select(['id', 'name', 'created_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute();
  return rows.map(({ id, name, created_at }) => ({
    id,
    name: name || 'Passkey',
    addedAt: created_at === null ? null : new Date(created_at).toISOString(),
  }));
}

/** False if this person has no such passkey. */
export async function renamePasskey(
  db: Db,
  userId: string,
  id: string,
  name: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('passkey')
    .set({ name })
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Removes it and says what it was called; undefined if this person has no such passkey. */
export async function takePasskey(db: Db, userId: string, id: string): Promise<string | undefined> {
  const row = await db
    .deleteFrom('passkey')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst();
  return row && (row.name ?? 'Passkey');
}
