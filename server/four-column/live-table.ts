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
  const texts = [...live.values()].map(({ rowId, text }) => [rowId, folded(text)] as const);
  return {
    holding: (word) => texts.filter(([, text]) => text.includes(word)).map(([rowId]) => rowId),
    written: texts.filter(([, text]) => text !== '').map(([rowId]) => rowId),
  };
}

/** `table` is the stored one, asked with what stands besides. */
export function withLive(table: SeenTable, live: LiveRows): SeenTable {
  const show = (row: StoredRow) => withWords(row, live.get(row.id));
  return {
    ...table,
    columns: withAgreement(table.columns),
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

/** A column for what is written where no text was imported into it. */
function withAgreement(columns: readonly Column[]): readonly Column[] {
  if (columns.some(({ role }) => role === 'agreement')) return columns;
  const written: Column = {
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
    visibility: 'workspace',
  };
  return [...columns, written];
}
