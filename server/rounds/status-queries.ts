/** The statuses of rows, and the changes that gave them. */
import type { Db } from '#db/connection.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import { batches } from '../batches.ts';

/** The status of each row of the table as it is now. */
export async function listStatusesNow(db: Db, procedureId: string): Promise<readonly RowStatus[]> {
  return db
    .selectFrom('four_column_row')
    .select(['id', 'status'])
    .where('procedure_id', '=', procedureId)
    .where('removed_at', 'is', null)
    .execute();
}

/** Those that rows have, also rows that have left, and those that taking a change back would bring. */
export async function listUsedStatuses(db: Db, procedureId: string): Promise<ReadonlySet<string>> {
  const ofRows = await db
    .selectFrom('four_column_row')
    .select('status')
    .distinct()
    .where('procedure_id', '=', procedureId)
    .execute();
  const ofChanges = await db
    .selectFrom('status_change')
    .innerJoin('round', 'round.id', 'status_change.round_id')
    .select('status')
    .distinct()
    .where('round.procedure_id', '=', procedureId)
    .where('undone_at', 'is', null)
    .execute();
  return new Set([...ofRows, ...ofChanges].map(({ status }) => status));
}

export interface RowStatus {
  readonly id: string;
  readonly status: string;
}

export async function listStatusesOf(
  db: Db,
  rowIds: readonly string[],
): Promise<readonly RowStatus[]> {
  const found: RowStatus[] = [];
  for (const batch of batches(rowIds))
    found.push(
      ...(await db
        .selectFrom('four_column_row')
        .select(['id', 'status'])
        .where('id', 'in', batch)
        .execute()),
    );
  return found;
}

/** The ids among these that are rows of the table now. */
export async function listRowsAmong(
  db: Db,
  procedureId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const batch of batches(ids)) {
    const rows = await db
      .selectFrom('four_column_row')
      .select('id')
      .where('procedure_id', '=', procedureId)
      .where('removed_at', 'is', null)
      .where('id', 'in', batch)
      .execute();
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

export interface NewChange {
  readonly id: string;
  readonly roundId: string;
  readonly status: string;
  readonly why: string;
  readonly at: string;
  /** Null for the command line. */
  readonly by: string | null;
  readonly rowIds: readonly string[];
}

export async function insertChange(trx: Db, change: NewChange): Promise<void> {
  await trx
    .insertInto('status_change')
    .values({
      id: change.id,
      round_id: change.roundId,
      status: change.status,
      why: change.why,
      made_at: change.at,
      made_by: change.by,
      undone_at: null,
      undone_by: null,
    })
    .execute();
  for (const batch of batches(change.rowIds)) {
    const rows = batch.map((rowId) => ({ change_id: change.id, row_id: rowId }));
    await trx.insertInto('status_change_row').values(rows).execute();
  }
}

export interface FoundChange {
  readonly id: string;
  readonly procedureId: string;
  readonly isUndone: boolean;
  /** Whether its round has been frozen since. */
  readonly isFrozen: boolean;
}

export async function findChange(db: Db, id: string): Promise<FoundChange | undefined> {
  const row = await db
    .selectFrom('status_change')
    .innerJoin('round', 'round.id', 'status_change.round_id')
    .select(['status_change.id', 'round.procedure_id', 'undone_at', 'round.frozen_at'])
    .where('status_change.id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      procedureId: row.procedure_id,
      isUndone: row.undone_at !== null,
      isFrozen: row.frozen_at !== null,
    }
  );
}

export async function markUndone(
  trx: Db,
  id: string,
  { by, at }: { readonly by: string; readonly at: string },
): Promise<void> {
  await trx
    .updateTable('status_change')
    .set({ undone_at: at, undone_by: by })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .execute();
}

export async function listRowsOf(db: Db, changeId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('status_change_row')
    .select('row_id')
    .where('change_id', '=', changeId)
    .execute();
  return rows.map(({ row_id }) => row_id);
}

/**
 * Writes into each of these rows the status that the last change gave it that was not undone;
 * a row without one has `without`.
 */
export async function settleStatuses(
  trx: Db,
  rowIds: readonly string[],
  without: string,
): Promise<void> {
  for (const batch of batches(rowIds)) {
    await trx
      .updateTable('four_column_row')
      .set((eb) => ({
        status: eb.fn.coalesce(
          eb
            .selectFrom('status_change_row')
            .innerJoin('status_change', 'status_change.id', 'status_change_row.change_id')
            .select('status_change.status')
            .whereRef('status_change_row.row_id', '=', 'four_column_row.id')
            .where('status_change.undone_at', 'is', null)
            .orderBy('status_change.id', 'desc')
            .limit(1),
          eb.val(without),
        ),
      }))
      .where('id', 'in', batch)
      .execute();
  }
}

/** The rows in which these places stand, each with what is said of it there. */
export async function listRowsAt<
  Place extends { readonly role: ColumnRole; readonly path: string },
>(
  db: Db,
  procedureId: string,
  places: readonly Place[],
): Promise<readonly (Place & { readonly rowId: string })[]> {
  const byPlace = new Map(places.map((place) => [`${place.role} ${place.path}`, place]));
  const roles = [...new Set(places.map(({ role }) => role))];
  const cells = await db
    .selectFrom('four_column_cell')
    .innerJoin('four_column_row', 'four_column_row.id', 'four_column_cell.row_id')
    .select(['four_column_cell.row_id', 'four_column_cell.role', 'four_column_cell.path'])
    .where('four_column_row.procedure_id', '=', procedureId)
    .where('four_column_row.removed_at', 'is', null)
    .where('four_column_cell.role', 'in', roles)
    .execute();
  return cells.flatMap(({ row_id, role, path }) => {
    const place = byPlace.get(`${role} ${path}`);
    return place ? [{ ...place, rowId: row_id }] : [];
  });
}
