/**
 * The table as whoever asks may see it. Who sees every text reads the one that is stored. For
 * anybody else it is put together anew from the texts that they see, as if the other columns were
 * empty: so neither a row, its number, its place, a difference nor a search tells of the others.
 */
import { DomainError } from '#domain/errors.ts';
import { openStatus } from '#domain/status-legend.ts';
import type { Context } from '../context.ts';
import { notThere, onItem, onProcedure, type Protected, visitorMay } from '../permission.ts';
import type { Procedure } from '../procedures/service.ts';
import { findFrozenRound, type FrozenRound, readFrozenTable } from './frozen-table.ts';
import { readLiveRows } from '../agreement/reading.ts';
import { besides, withLive } from './live-table.ts';
import { readPartTable } from './part-table.ts';
import * as queries from './queries.ts';
import type { Besides, Column, RowFilter, StoredRow } from './queries.ts';
import type { SeenTable } from './seen-table.ts';

export async function openTable(ctx: Context, procedure: Procedure): Promise<SeenTable> {
  const all = await queries.listColumns(ctx.db, procedure.id);
  const columns = all.filter((column) => seesColumn(ctx, procedure, column));
  if (columns.length < all.length)
    return withoutWork(await readPartTable(ctx.db, procedure.id, columns));
  if (!seesWork(ctx, procedure)) return withoutWork(storedTable(ctx, procedure.id, columns));
  const live = await readLiveRows(ctx, procedure.id);
  const table = storedTable(ctx, procedure.id, columns, besides(live));
  const isWritten = live.size > 0 || mayWrite(ctx, procedure, columns);
  return isWritten ? withLive(table, live) : table;
}

/** Whoever may write the agreement has its column from the first text on. */
function mayWrite({ visitor }: Context, procedure: Procedure, columns: readonly Column[]): boolean {
  const hasText = columns.some(({ kind }) => kind !== 'summaries');
  return hasText && visitorMay(visitor, 'write-draft', onProcedure(procedure));
}

/** How far the talks have come is the work of the workspace, and no part of what it publishes. */
function seesWork({ visitor }: Context, procedure: Procedure): boolean {
  return visitorMay(visitor, 'read-rounds', onProcedure(procedure));
}

/**
 * The table as a frozen round keeps it, for members who may read each of its texts today: its rows
 * are copies, from which one text cannot be taken without a trace.
 */
export async function openRound(
  ctx: Context,
  procedure: Procedure,
  number: number,
): Promise<{ readonly table: SeenTable; readonly round: FrozenRound }> {
  const round = await findSeenRound(ctx, procedure, number);
  if (!round) throw new DomainError('not-found', notThere);
  return { round, table: await readFrozenTable(ctx.db, round) };
}

/** Without its rows; undefined where it is not theirs to see. */
export async function findSeenRound(
  ctx: Context,
  procedure: Procedure,
  number: number,
): Promise<FrozenRound | undefined> {
  const round = await findFrozenRound(ctx.db, procedure.id, number);
  return round && (await seesRound(ctx, procedure, round)) ? round : undefined;
}

async function seesRound(
  ctx: Context,
  procedure: Procedure,
  { columns }: FrozenRound,
): Promise<boolean> {
  if (!seesWork(ctx, procedure)) return false;
  const marks = await queries.listMarks(
    ctx.db,
    columns.map(({ positionId }) => positionId),
  );
  return columns.every(({ positionId }) => {
    const visibility = marks.get(positionId);
    return visibility === undefined || seesColumn(ctx, procedure, { positionId, visibility });
  });
}

/** Whether whoever asks may see the text of every column. */
export async function seesWholeTable(ctx: Context, procedure: Procedure): Promise<boolean> {
  const all = await queries.listColumns(ctx.db, procedure.id);
  return all.every((column) => seesColumn(ctx, procedure, column));
}

/**
 * What is said and done about rows is about the whole table: whoever sees a part of it has other
 * rows, and neither reads nor changes it.
 */
export async function requireWholeTable(ctx: Context, procedure: Procedure): Promise<void> {
  if (await seesWholeTable(ctx, procedure)) return;
  throw new DomainError(
    'not-allowed',
    'The table holds a text that you may not read, so its rows are not the ones that you see. Ask an owner to name you on that text.',
  );
}

/** The columns alone, of which whoever asks may see the texts. */
export async function listSeenColumns(
  ctx: Context,
  procedure: Procedure,
): Promise<readonly Column[]> {
  const all = await queries.listColumns(ctx.db, procedure.id);
  return all.filter((column) => seesColumn(ctx, procedure, column));
}

function seesColumn(
  { visitor }: Context,
  procedure: Procedure,
  column: Pick<Column, 'positionId' | 'visibility'>,
): boolean {
  return visitorMay(visitor, 'read-table', onPosition(procedure, column));
}

function onPosition(
  procedure: Procedure,
  { positionId, visibility }: Pick<Column, 'positionId' | 'visibility'>,
): Protected {
  return onItem(procedure, { kind: 'position', id: positionId, visibility });
}

function storedTable(
  { db }: Context,
  id: string,
  columns: readonly Column[],
  also?: Besides,
): SeenTable {
  return {
    columns,
    hasStatuses: true,
    listRows: (filter, window) => queries.listRows(db, id, filter, window, also),
    countRows: (filter) => queries.countRows(db, id, filter, also),
    countRowsBefore: (filter, ordinal) => queries.countRowsBefore(db, id, filter, ordinal, also),
    listStatuses: () => queries.listStatuses(db, id),
    listPlaces: () => queries.listPlaces(db, id),
    findRow: async (rowId) => {
      const row = await queries.findRow(db, rowId);
      return row?.procedureId === id ? row : undefined;
    },
  };
}

/** The texts alone: no status, and nobody who has taken on a row. */
function withoutWork(table: SeenTable): SeenTable {
  const texts = (filter: RowFilter) => ({ ...filter, statuses: [], assignee: null });
  const bare = (row: StoredRow) => ({ ...row, status: openStatus, assignees: [] });
  return {
    ...table,
    hasStatuses: false,
    listRows: async (filter, window) => (await table.listRows(texts(filter), window)).map(bare),
    countRows: (filter) => table.countRows(texts(filter)),
    countRowsBefore: (filter, ordinal) => table.countRowsBefore(texts(filter), ordinal),
    listStatuses: async () => [openStatus],
    findRow: async (id) => {
      const row = await table.findRow(id);
      return row && bare(row);
    },
  };
}
