/** What a draft that begins at a row takes from the table. */
import type { Db } from '#db/connection.ts';
import type { Visibility } from '#domain/permission.ts';
import type { Context } from '../context.ts';
import type { Procedure } from '../procedures/service.ts';
import { listColumns, listPlaces, type StoredRow } from './queries.ts';
import { openTable } from './open-table.ts';

export interface DraftSource {
  readonly row: StoredRow;
  /** The proposal's provisions in the order of the text, and how many stand before the row. */
  readonly paths: readonly string[];
  readonly before: number;
  /** The title of the act, as the proposal has it; empty where it has none. */
  readonly title: string;
  /** The column whose words the draft copies; null where there is none. */
  readonly proposal: {
    readonly id: string;
    readonly document: string | null;
    readonly mark: Visibility;
  } | null;
}

/** In which amendments to the proposal are written: the proposal's own. */
export async function readProposalLanguage(db: Db, procedureId: string): Promise<string> {
  const columns = await listColumns(db, procedureId);
  return columns.find(({ role }) => role === 'proposal')?.language ?? 'en';
}

/** Undefined when the table of this procedure, as whoever asks sees it, has no such row. */
export async function readDraftSource(
  ctx: Context,
  procedure: Procedure,
  rowId: string,
): Promise<DraftSource | undefined> {
  const table = await openTable(ctx, procedure);
  const row = await table.findRow(rowId);
  if (!row || Object.keys(row.cells).length === 0) return undefined;
  const places = (await table.listPlaces()).filter(({ role }) => role === 'proposal');
  const titleRow = places.find(({ path }) => path === 'title');
  const column = table.columns.find(({ role }) => role === 'proposal');
  return {
    row: { ...row, number: await numberForAll(ctx.db, procedure.id, row) },
    paths: places.map(({ path }) => path),
    before: places.filter(({ ordinal }) => ordinal < row.ordinal).length,
    title: (titleRow && (await table.findRow(titleRow.id))?.cells.proposal?.text) ?? '',
    proposal: column
      ? { id: column.positionId, document: column.document, mark: column.visibility }
      : null,
  };
}

/** The row's number in the whole table, which those who will read the draft speak of. */
async function numberForAll(db: Db, procedureId: string, row: StoredRow): Promise<string> {
  const places = await listPlaces(db, procedureId);
  const same = places.find(({ role, path }) => row.cells[role]?.path === path);
  return same?.number ?? row.number;
}
