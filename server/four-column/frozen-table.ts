/**
 * The table as a frozen round keeps it. Words, statuses and the heads of the columns are copies:
 * an import after it changes nothing of it. What is read is kept, as it never changes.
 */
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Db } from '#db/connection.ts';
import { folded } from '#domain/folded.ts';
import type { StatusLegend } from '#domain/status-legend.ts';
import { fromJson } from '../rows.ts';
import { type HeldRow, heldTable } from './held-table.ts';
import type { Column, StoredRow } from './queries.ts';
import type { SeenTable } from './seen-table.ts';

export interface FrozenRound {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly date: string | null;
  readonly columns: readonly Column[];
  readonly legend: StatusLegend;
}

/** Undefined for a round that is open, or not this procedure's. */
export async function findFrozenRound(
  db: Db,
  procedureId: string,
  number: number,
): Promise<FrozenRound | undefined> {
  const row = await db
    .selectFrom('round')
    .select(['id', 'number', 'name', 'date', 'columns', 'legend'])
    .where('procedure_id', '=', procedureId)
    .where('number', '=', number)
    .where('frozen_at', 'is not', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const columns = fromJson<Column[]>(row.columns ?? '[]');
  return { ...row, columns, legend: fromJson<StatusLegend>(row.legend ?? '[]') };
}

const rowsAtOnce = 200;

/** Writes the rows of a round that is being frozen, between which others have their turn. */
export async function keepRows(
  trx: Db,
  roundId: string,
  rows: readonly StoredRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const batch = rows.slice(start, start + rowsAtOnce).map((row) => ({
      round_id: roundId,
      ordinal: row.ordinal,
      row_id: row.id,
      status: row.status,
      content: JSON.stringify(row),
    }));
    await trx.insertInto('round_row').values(batch).execute();
    await setImmediate();
  }
}

const roundsKept = 6;
const kept = new LRUCache<string, readonly HeldRow[]>({ max: roundsKept });

export async function readFrozenTable(db: Db, { id, columns }: FrozenRound): Promise<SeenTable> {
  const rows = kept.get(id) ?? (await readRows(db, id));
  kept.set(id, rows);
  return heldTable({ columns, hasStatuses: true }, rows);
}

async function readRows(db: Db, roundId: string): Promise<readonly HeldRow[]> {
  const rows: HeldRow[] = [];
  for (;;) {
    const batch = await db
      .selectFrom('round_row')
      .select('content')
      .where('round_id', '=', roundId)
      .orderBy('ordinal')
      .limit(rowsAtOnce)
      .offset(rows.length)
      .execute();
    rows.push(...batch.map(({ content }) => toHeld(fromJson<StoredRow>(content))));
    if (batch.length < rowsAtOnce) return rows;
    await setImmediate();
  }
}

function toHeld(row: StoredRow): HeldRow {
  const words = Object.values(row.cells).flatMap((one) => [one.citation, one.locator, one.text]);
  return { ...row, searchText: folded([row.number, ...new Set(words)].join(' \n ')) };
}
