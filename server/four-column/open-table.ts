/**
 * The table as whoever asks may see it. Who sees every text reads the one that is stored. For
 * anybody else it is put together anew from the texts that they see, as if the other columns were
 * empty: so neither a row, its number, its place, a difference nor a search tells of the others.
 */
import type { Context } from '../context.ts';
import { onItem, type Protected, visitorMay } from '../permission.ts';
import type { Procedure } from '../procedures/service.ts';
import { readPartTable } from './part-table.ts';
import * as queries from './queries.ts';
import type { Column } from './queries.ts';
import type { SeenTable } from './seen-table.ts';

export async function openTable(ctx: Context, procedure: Procedure): Promise<SeenTable> {
  const all = await queries.listColumns(ctx.db, procedure.id);
  const columns = all.filter((column) => seesColumn(ctx, procedure, column));
  return columns.length === all.length
    ? storedTable(ctx, procedure.id, columns)
    : readPartTable(ctx.db, procedure.id, columns);
}

/** The columns alone, of which whoever asks may see the texts. */
export async function listSeenColumns(
  ctx: Context,
  procedure: Procedure,
): Promise<readonly Column[]> {
  const all = await queries.listColumns(ctx.db, procedure.id);
  return all.filter((column) => seesColumn(ctx, procedure, column));
}

function seesColumn({ visitor }: Context, procedure: Procedure, column: Column): boolean {
  return visitorMay(visitor, 'read-table', onPosition(procedure, column));
}

function onPosition(
  procedure: Procedure,
  { positionId, visibility }: Pick<Column, 'positionId' | 'visibility'>,
): Protected {
  return onItem(procedure, { kind: 'position', id: positionId, visibility });
}

function storedTable({ db }: Context, id: string, columns: readonly Column[]): SeenTable {
  return {
    columns,
    listRows: (filter, window) => queries.listRows(db, id, filter, window),
    countRows: (filter) => queries.countRows(db, id, filter),
    countRowsBefore: (filter, ordinal) => queries.countRowsBefore(db, id, filter, ordinal),
    listStatuses: () => queries.listStatuses(db, id),
    listPlaces: () => queries.listPlaces(db, id),
    findRow: async (rowId) => {
      const row = await queries.findRow(db, rowId);
      return row?.procedureId === id ? row : undefined;
    },
  };
}
