/**
 * Which row of an earlier table a row is. A row is the same if its base column has the same
 * provision; else if any other column has. So rows keep their number through every import, and
 * have it again when they come back. Where two earlier rows had the provision, it is the later.
 */
import { columnRoles, type Cell, type ColumnRole, type Match } from './four-column.ts';

/**
 * A row of the table as it was, or one that has left it; these come first. Every `FourColumnRow`
 * is one. A row without cells only keeps its number from being given again.
 */
export interface EarlierRow {
  readonly number: string;
  readonly cells: Readonly<Partial<Record<ColumnRole, Pick<Cell, 'path' | 'state'>>>>;
  readonly match: Readonly<Partial<Record<ColumnRole, Match>>>;
}

type RowWithCells = Pick<EarlierRow, 'cells'>;

/** For each row, the earlier row that it is; no earlier row is given twice. */
export function recogniseRows(
  rows: readonly RowWithCells[],
  earlier: readonly EarlierRow[],
  base: ColumnRole | undefined,
): readonly (EarlierRow | undefined)[] {
  const found = new Map<number, EarlierRow>();
  const used = new Set<EarlierRow>();
  for (const role of [...(base ? [base] : []), ...columnRoles]) {
    const byPath = new Map(earlier.map((row) => [row.cells[role]?.path, row]));
    rows.forEach((row, index) => {
      const path = row.cells[role]?.path;
      const same = path === undefined ? undefined : byPath.get(path);
      if (same === undefined || found.has(index) || used.has(same)) return;
      found.set(index, same);
      used.add(same);
    });
  }
  return rows.map((_, index) => found.get(index));
}
