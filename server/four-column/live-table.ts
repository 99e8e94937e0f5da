/**
 * The stored table with the agreement as it is being written: in a row where somebody has begun,
 * those words stand in the agreement column, whatever text was imported into it.
 */
import { folded } from '#domain/folded.ts';
import type { Cell } from '#domain/four-column.ts';
import { sameWording } from '#domain/wording.ts';
import type { LiveRow } from '../agreement/reading.ts';
import type { Besides, Column, RowFilter, StoredRow } from './queries.ts';
import type { SeenTable } from './seen-table.ts';

export type LiveRows = ReadonlyMap<string, LiveRow>;

/** Rows that pass a filter by their live words. */
export function besides(live: LiveRows): Besides {
  const rows = [...live.values()];
  return {
    holding: (words) =>
      rows
        .filter(({ text }) => {
          const written = folded(text);
          return words.every((word) => written.includes(word));
        })
        .map(({ rowId }) => rowId),
    written: rows.filter(({ text }) => text !== '').map(({ rowId }) => rowId),
  };
}

/** `table` is the stored one, asked with what stands besides. */
export function withLive(table: SeenTable, live: LiveRows): SeenTable {
  const show = (row: StoredRow) => withWords(row, live.get(row.id));
  return {
    ...table,
    columns: withAgreement(table.columns, live.size > 0),
    listRows: async (filter: RowFilter, window) => (await table.listRows(filter, window)).map(show),
    findRow: async (id) => {
      const row = await table.findRow(id);
      return row && show(row);
    },
  };
}

function withWords(row: StoredRow, live: LiveRow | undefined): StoredRow {
  if (!live) return row;
  const imported = row.cells.agreement;
  const cell: Cell = {
    path: imported?.path ?? '',
    citation: imported?.citation ?? '',
    text: live.text,
    state: row.cells.proposal ? 'text' : 'new',
    locator: 'Written here',
  };
  const departs = !row.cells.proposal || !sameWording(row.cells.proposal.text, live.text);
  const others = row.changed.filter((role) => role !== 'agreement');
  return {
    ...row,
    cells: { ...row.cells, agreement: cell },
    match: withoutAgreement(row.match),
    changed: departs && live.text !== '' ? [...others, 'agreement'] : others,
    isChanged: row.isChanged || departs,
    live: { source: live.source, begunAt: live.begunAt, begunBy: live.begunBy },
  };
}

/** What is written here was not matched with anything. */
function withoutAgreement(match: StoredRow['match']): StoredRow['match'] {
  return Object.fromEntries(Object.entries(match).filter(([role]) => role !== 'agreement'));
}

/**
 * The column for what is written. Where something is, it is for the workspace at least, whatever the
 * mark of the text that was imported into it; and as LIMITE as the texts beside it, from which it
 * may be taken.
 */
function withAgreement(columns: readonly Column[], isWritten: boolean): readonly Column[] {
  const isLimite = columns.some(({ visibility }) => visibility === 'limite');
  const mark = isLimite ? 'limite' : 'workspace';
  const imported = columns.find(({ role }) => role === 'agreement');
  if (!imported) return [...columns, writtenColumn(columns, mark)];
  if (!isWritten || imported.visibility !== 'public') return columns;
  return columns.map((column) => (column === imported ? { ...column, visibility: mark } : column));
}

function writtenColumn(columns: readonly Column[], visibility: Column['visibility']): Column {
  return {
    positionId: '',
    role: 'agreement',
    kind: 'live',
    document: null,
    date: null,
    language: columns.find(({ role }) => role === 'proposal')?.language ?? 'en',
    format: '',
    fileName: '',
    importedAt: '',
    importedBy: null,
    visibility,
  };
}
