/**
 * Writes an assembled table into the rows that are kept. A row keeps its id as long as it keeps
 * its number, also when it was out of the table for a while; only what differs is written.
 * Between batches the thread is given back, so that nobody waits for an import.
 */
import { setImmediate } from 'node:timers/promises';
import type { Insertable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { FourColumnCellTable, FourColumnRowTable } from '#db/schema/four-columns.ts';
import { type Cell, type ColumnRole, columnRoles } from '#domain/four-column.ts';
import { newId } from '../identity.ts';
import type { AssembledRow } from './assembled-row.ts';
import { everyRow, listRows, type StoredRow } from './queries.ts';
import { listRemovedRows, removeRows } from './removed-rows.ts';

type PositionIds = Readonly<Partial<Record<ColumnRole, string>>>;
type NewRow = Insertable<FourColumnRowTable>;

const batchSize = 200;

/** Every row of a procedure, read in batches. */
export async function readRows(db: Db, procedureId: string): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  for (;;) {
    const window = { from: rows.length + 1, limit: batchSize };
    const batch = await listRows(db, procedureId, everyRow, window);
    rows.push(...batch);
    if (batch.length < batchSize) return rows;
    await setImmediate();
  }
}

export async function storeRows(
  trx: Db,
  procedureId: string,
  rows: readonly AssembledRow[],
  positions: PositionIds,
  now: Date,
): Promise<void> {
  const stored = new Map((await readRows(trx, procedureId)).map((row) => [row.number, row]));
  const removed = new Map(
    (await listRemovedRows(trx, procedureId)).map(({ number, id }) => [number, id]),
  );
  const touched = rows.flatMap((row, index) => {
    const was = stored.get(row.number);
    const id = was?.id ?? removed.get(row.number) ?? newId();
    const keepsCells = was !== undefined && sameCells(was, row, positions);
    const isSame = keepsCells && was.kind === row.kind && was.isChanged === isChanged(row);
    if (isSame && was.ordinal === index + 1) return [];
    return [{ id, row, ordinal: index + 1, keepsCells }];
  });
  await upsertRows(
    trx,
    touched.map(({ id, row, ordinal }) => toRow(id, procedureId, row, ordinal)),
  );
  await replaceCells(
    trx,
    touched.filter(({ keepsCells }) => !keepsCells),
    positions,
  );
  const kept = new Set(rows.map(({ number }) => number));
  const gone = [...stored.values()].filter(({ number }) => !kept.has(number));
  for (const batch of batches(gone.map(({ id }) => id))) await removeRows(trx, batch, now);
}

function sameCells(was: StoredRow, row: AssembledRow, positions: PositionIds): boolean {
  return columnRoles.every((role) => {
    const [a, b] = [was.cells[role], row.cells[role]];
    if (a === undefined || b === undefined) return a === b;
    return (
      was.positions[role] === positions[role] &&
      a.path === b.path &&
      a.text === b.text &&
      a.state === b.state &&
      a.citation === b.citation &&
      a.locator === b.locator &&
      storedParts(a) === storedParts(b) &&
      was.match[role]?.score === row.match[role]?.score &&
      was.match[role]?.confirmed === row.match[role]?.confirmed &&
      was.changed.includes(role) === row.changed.includes(role)
    );
  });
}

function storedParts({ parts }: Cell): string | null {
  return parts ? JSON.stringify(parts) : null;
}

function isChanged({ changed }: AssembledRow): boolean {
  return changed.length > 0;
}

function toRow(id: string, procedureId: string, row: AssembledRow, ordinal: number): NewRow {
  return {
    id,
    procedure_id: procedureId,
    number: row.number,
    ordinal,
    kind: row.kind,
    status: 'open',
    changed: isChanged(row) ? 1 : 0,
    search_text: row.searchText,
    removed_at: null,
  };
}

async function upsertRows(db: Db, rows: readonly NewRow[]): Promise<void> {
  for (const batch of batches(rows)) {
    await db
      .insertInto('four_column_row')
      .values(batch)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          ordinal: eb.ref('excluded.ordinal'),
          kind: eb.ref('excluded.kind'),
          changed: eb.ref('excluded.changed'),
          search_text: eb.ref('excluded.search_text'),
          removed_at: null,
        })),
      )
      .execute();
    await setImmediate();
  }
}

async function replaceCells(
  db: Db,
  rows: readonly { readonly id: string; readonly row: AssembledRow }[],
  positions: PositionIds,
): Promise<void> {
  for (const batch of batches(rows)) {
    const ids = batch.map(({ id }) => id);
    await db.deleteFrom('four_column_cell').where('row_id', 'in', ids).execute();
    const cells = batch.flatMap(({ id, row }) => toCells(id, row, positions));
    if (cells.length > 0) await db.insertInto('four_column_cell').values(cells).execute();
    await setImmediate();
  }
}

function toCells(
  id: string,
  row: AssembledRow,
  positions: PositionIds,
): Insertable<FourColumnCellTable>[] {
  return columnRoles.flatMap((role) => {
    const [cell, match, position] = [row.cells[role], row.match[role], positions[role]];
    if (cell === undefined || position === undefined) return [];
    return {
      row_id: id,
      role,
      position_id: position,
      path: cell.path,
      citation: cell.citation,
      text: cell.text,
      state: cell.state,
      locator: cell.locator,
      score: match?.score ?? null,
      confirmed: match?.confirmed ? 1 : 0,
      changed: row.changed.includes(role) ? 1 : 0,
      parts: storedParts(cell),
    };
  });
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += batchSize)
    yield items.slice(start, start + batchSize);
}
