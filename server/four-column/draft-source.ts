/** What a draft that begins at a row takes from the table. */
import type { Db } from '#db/connection.ts';
import { findRow, listColumns, listPlaces, type StoredRow } from './queries.ts';

export interface DraftSource {
  readonly row: StoredRow;
  /** The proposal's provisions in the order of the text, and how many stand before the row. */
  readonly paths: readonly string[];
  readonly before: number;
  /** The title of the act, as the proposal has it; empty where it has none. */
  readonly title: string;
  /** The proposal's number; null where nobody gave one. */
  readonly document: string | null;
}

/** In which amendments to the proposal are written: the proposal's own. */
export async function readProposalLanguage(db: Db, procedureId: string): Promise<string> {
  const columns = await listColumns(db, procedureId);
  return columns.find(({ role }) => role === 'proposal')?.language ?? 'en';
}

/** Undefined when the table of this procedure has no such row. */
export async function readDraftSource(
  db: Db,
  procedureId: string,
  rowId: string,
): Promise<DraftSource | undefined> {
  const row = await findRow(db, rowId);
  if (!row || row.procedureId !== procedureId || Object.keys(row.cells).length === 0)
    return undefined;
  const places = (await listPlaces(db, procedureId)).filter(({ role }) => role === 'proposal');
  const titleRow = places.find(({ path }) => path === 'title');
  const columns = await listColumns(db, procedureId);
  return {
    row,
    paths: places.map(({ path }) => path),
    before: places.filter(({ ordinal }) => ordinal < row.ordinal).length,
    title: (titleRow && (await findRow(db, titleRow.id))?.cells.proposal?.text) ?? '',
    document: columns.find(({ role }) => role === 'proposal')?.document ?? null,
  };
}
