/**
 * Writes an assembled table into the rows that are kept. A row that was recognised keeps its id,
 * and with it all that hangs on it, also where it takes another number or was out of the table for
 * a while; any other gets an id of its own. Only what differs is written.
 * Between batches the thread is given back, so that nobody waits for an import.
 */
import { setImmediate } from 'node:timers/promises';
import type { Insertable } from 'kysely';
import type { Db } from '#db/connection.ts';
import type { FourColumnCellTable, FourColumnRowTable } from '#db/schema/four-columns.ts';
import { type Cell, type ColumnRole, columnRoles } from '#domain/four-column.ts';
import { numbersBeforeFirst } from '#domain/row-number.ts';
import { batches } from '../batches.ts';
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
  const stored = await readRows(trx, procedureId);
  const removed = await listRemovedRows(trx, procedureId);
  const known = new Map([...removed, ...stored].map(({ number, id }) => [number, id]));
  const identified = rows.map((row) => ({ row, id: known.get(row.formerNumber ?? '') ?? newId() }));
  await freeNumbers(trx, identified, [...removed, ...stored]);
  await writeRows(trx, procedureId, identified, stored, positions);
  const kept = new Set(identified.map(({ id }) => id));
  const gone = stored.filter(({ id }) => !kept.has(id));
  for (const batch of batches(gone.map(({ id }) => id))) await removeRows(trx, batch, now);
}

interface IdentifiedRow {
  readonly id: string;
  readonly row: AssembledRow;
}

async function writeRows(
  trx: Db,
  procedureId: string,
  rows: readonly IdentifiedRow[],
  stored: readonly StoredRow[],
  positions: PositionIds,
): Promise<void> {
  const byId = new Map(stored.map((row) => [row.id, row]));
  const touched = rows.flatMap(({ id, row }, index) => {
    const was = byId.get(id);
    const keepsCells = was !== undefined && sameCells(was, row, positions);
    const isSame = keepsCells && sameRow(was, row) && was.ordinal === index + 1;
    return isSame ? [] : [{ id, row, ordinal: index + 1, keepsCells }];
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
}

type NumberedRow = Pick<StoredRow, 'id' | 'number'>;

/**
 * A number belongs to one row of a procedure, also of those that have left. Where rows take other
 * numbers, all of these are laid down first; those that leave take numbers that nobody has.
 */
async function freeNumbers(
  trx: Db,
  rows: readonly IdentifiedRow[],
  held: readonly NumberedRow[],
): Promise<void> {
  const next = new Map(rows.map(({ id, row }) => [id, row.number]));
  const given = new Set(next.values());
  const moving = held.filter(({ id, number }) =>
    next.has(id) ? next.get(id) !== number : given.has(number),
  );
  for (const { id } of moving) await setNumber(trx, id, `~${id}`);
  const displaced = moving.filter(({ id }) => !next.has(id));
  const taken = [...given, ...held.map(({ number }) => number)];
  const free = numbersBeforeFirst(displaced.length, taken);
  for (const [index, { id }] of displaced.entries()) await setNumber(trx, id, free[index]!);
}

async function setNumber(trx: Db, id: string, number: string): Promise<void> {
  await trx.updateTable('four_column_row').set({ number }).where('id', '=', id).execute();
}

function sameRow(was: StoredRow, row: AssembledRow): boolean {
  return was.number === row.number && was.kind === row.kind && was.isChanged === isChanged(row);
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
          number: eb.ref('excluded.number'),
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
  rows: readonly IdentifiedRow[],
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
