/** The columns of a table that came as a file, each as the source of one column of ours. */
import { parseAmendmentLocation } from './amendment-location.ts';
import { parseCitation } from './citation.ts';
import { columnRoles, type ColumnRole, type PositionRow, type RowsSource } from './four-column.ts';
import type { ImportedTable, ImportedTableRow } from './imported-table.ts';

/** `table` tells this file from every other. Roles that no row fills are left out. */
export function columnsOfFile(
  { rows }: ImportedTable,
  table: string,
): readonly (readonly [ColumnRole, RowsSource])[] {
  const paths = pathsOf(rows);
  return columnRoles.flatMap((role) => {
    const own = rows.flatMap((row, order) => positionRow(row, order, paths[order]!, role));
    return own.length === 0 ? [] : [[role, { kind: 'rows', table, rows: own }] as const];
  });
}

function positionRow(
  { number, citation, kind, cells, status }: ImportedTableRow,
  order: number,
  path: string,
  role: ColumnRole,
): readonly PositionRow[] {
  const cell = cells[role];
  if (!cell) return [];
  const { text, state, locator } = cell;
  const proposed = cells.proposal ? withoutNumber(cells.proposal.text) : null;
  const words = { text: withoutNumber(text), state, locator, proposed };
  const light = status === null ? {} : { status };
  return [{ path, order, number, citation, kind, ...words, ...light }];
}

/** Unique in the file. A place that comes again, or that no name tells, is called by its row. */
function pathsOf(rows: readonly ImportedTableRow[]): readonly string[] {
  const used = new Set<string>();
  return rows.map(({ number, citation }, order) => {
    const named = parseCitation(citation) ?? parseAmendmentLocation(citation)?.path;
    const byRow = `row_${number ?? `at-${order + 1}`}`;
    const path = [named, byRow].find((one) => one !== undefined && !used.has(one));
    const found = path ?? `row_at-${order + 1}`;
    used.add(found);
    return found;
  });
}

/** "(1) Lamps burn." → "Lamps burn.": the number is told by the place, as in every other text. */
function withoutNumber(text: string): string {
  const number = /^(?:\(-?(?:\d{1,3}[a-z]{0,2}|[a-z]{1,5})\)|-?\d{1,3}[a-z]{0,2}\.)\s+(?=\S)/;
  return text.replace(number, '');
}
