/** Who takes on a row, and who gives it back. */
import type { Db } from '#db/connection.ts';
import { batches } from '../batches.ts';
import { newId } from '../identity.ts';

/** Nothing happens to who has taken a row on already. */
export async function assign(
  trx: Db,
  { rowIds, userId, by, at }: Assignment & { readonly rowIds: readonly string[] },
): Promise<void> {
  for (const batch of batches(rowIds)) {
    const taken = await trx
      .selectFrom('row_assignment')
      .select('row_id')
      .where('row_id', 'in', batch)
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .execute();
    const has = new Set(taken.map(({ row_id }) => row_id));
    const rows = batch
      .filter((rowId) => !has.has(rowId))
      .map((rowId) => ({
        id: newId(),
        row_id: rowId,
        user_id: userId,
        made_at: at,
        made_by: by,
        ended_at: null,
        ended_by: null,
      }));
    if (rows.length > 0) await trx.insertInto('row_assignment').values(rows).execute();
  }
}

export interface Assignment {
  readonly userId: string;
  readonly by: string;
  readonly at: string;
}

export async function release(
  trx: Db,
  { rowIds, userId, by, at }: Assignment & { readonly rowIds: readonly string[] },
): Promise<void> {
  for (const batch of batches(rowIds)) {
    await trx
      .updateTable('row_assignment')
      .set({ ended_at: at, ended_by: by })
      .where('row_id', 'in', batch)
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .execute();
  }
}
