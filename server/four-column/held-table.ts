/** A table whose rows are all in memory, looked through as the stored one is by its queries. */
import { partsOf } from '#domain/cell-parts.ts';
import { folded } from '#domain/folded.ts';
import type { ColumnRole } from '#domain/four-column.ts';
import type { RowFilter, RowPlace, StoredRow } from './queries.ts';
import type { SeenTable } from './seen-table.ts';

export interface HeldRow extends StoredRow {
  /** All that the row says, folded. */
  readonly searchText: string;
}

export function heldTable(
  { columns, hasStatuses }: Pick<SeenTable, 'columns' | 'hasStatuses'>,
  rows: readonly HeldRow[],
): SeenTable {
  const passing = (filter: RowFilter) => rowsPassing(rows, filter);
  return {
    columns,
    hasStatuses,
    listRows: async (filter, { from, limit }) => passing(filter).slice(from - 1, from - 1 + limit),
    countRows: async (filter) => passing(filter).length,
    countRowsBefore: async (filter, ordinal) =>
      passing(filter).filter((row) => row.ordinal < ordinal).length,
    listStatuses: async () => [...new Set(rows.map(({ status }) => status))],
    listPlaces: async () => rows.flatMap(placesOf),
    findRow: async (id) => rows.find((row) => row.id === id),
  };
}

function rowsPassing(rows: readonly HeldRow[], filter: RowFilter): readonly HeldRow[] {
  const words = folded(filter.text).split(' ').filter(Boolean);
  return rows.filter((row) => passes(row, filter, words));
}

/** `words` are those of the filter's text, folded. */
function passes(row: HeldRow, filter: RowFilter, words: readonly string[]): boolean {
  if (filter.changedOnly && !row.isChanged) return false;
  if (filter.statuses.length > 0 && !filter.statuses.includes(row.status)) return false;
  if (filter.changedBy !== null && !row.changed.includes(filter.changedBy)) return false;
  if (filter.assignee !== null && !row.assignees.some(({ id }) => id === filter.assignee))
    return false;
  if (filter.issue !== null && !isAbout(row, filter.issue)) return false;
  const roles = Object.keys(row.cells) as ColumnRole[];
  if (roles.every((role) => filter.hidden.includes(role))) return false;
  return words.every((word) => row.searchText.includes(word));
}

function isAbout({ cells }: HeldRow, issue: string): boolean {
  return Object.values(cells).some(({ path }) => path === `summary_${issue}`);
}

function placesOf({ id, number, ordinal, cells }: HeldRow): readonly RowPlace[] {
  return Object.entries(cells).flatMap(([role, cell]) =>
    partsOf(cell).map(({ path, citation }) => {
      return { id, number, ordinal, role: role as ColumnRole, path, citation };
    }),
  );
}
