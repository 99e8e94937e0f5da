/**
 * Rows that no text has any longer. They leave the table, but not the database: their numbers are
 * not given to others, and a row whose provision comes back is the row that it was.
 */
import type { Db } from '#db/connection.ts';
import type { CellPart } from '#domain/four-column.ts';
import type { EarlierRow } from '#domain/four-column-table.ts';
import type { KnownCell } from '#domain/row-identity.ts';

export interface RemovedRow extends EarlierRow {
  readonly id: string;
}

/** Those that left last come last. */
export async function listRemovedRows(db: Db, procedureId: string): Promise<readonly RemovedRow[]> {
  const cells = await db
    .selectFrom('four_column_row')
    .leftJoin('four_column_cell', 'four_column_cell.row_id', 'four_column_row.id')
    .select(['id', 'number', 'role', 'path', 'state', 'text', 'parts'])
    .where('procedure_id', '=', procedureId)
    .where('removed_at', 'is not', null)
    .orderBy('removed_at')
    .orderBy('ordinal')
    .execute();
  const ofRow = Map.groupBy(cells, ({ id }) => id);
  return Array.from(ofRow, ([id, own]) => ({
    id,
    number: own[0]!.number,
    cells: Object.fromEntries(
      own.flatMap(({ role, path, state, text, parts }) =>
        role !== null && path !== null && state !== null && text !== null
          ? [[role, { path, state, text, ...partsOf(parts) }]]
          : [],
      ),
    ),
  }));
}

function partsOf(json: string | null): Pick<KnownCell, 'parts'> {
  return json === null ? {} : { parts: JSON.parse(json) as readonly CellPart[] };
}

/** Their cells stay, as they tell which provision comes back. */
export async function removeRows(db: Db, ids: readonly string[], now: Date): Promise<void> {
  await db
    .updateTable('four_column_row')
    .set({ removed_at: now.toISOString() })
    .where('id', 'in', ids)
    .execute();
}
